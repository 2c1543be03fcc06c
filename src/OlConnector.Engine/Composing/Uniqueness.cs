using System.Numerics;
using System.Text;

namespace OlConnector.Engine.Composing;

/// <summary>How much the texts of a campaign differ.</summary>
/// <param name="Texts">Texts counted: one for each recipient.</param>
/// <param name="Distinct">Different texts among them; expected ones may be a fraction.</param>
public sealed record Uniqueness(int Texts, double Distinct)
{
    /// <summary>Below so many percent there is a warning.</summary>
    public const double WarnBelow = 50;

    /// <summary>Below so many percent the risk of a block is high.</summary>
    public const double HighRiskBelow = 10;

    /// <summary>Different texts in percent of all: 0 to 100; 100 when there are none.</summary>
    public double Percent => Texts == 0 ? 100 : 100 * Distinct / Texts;

    /// <summary>What to say about it.</summary>
    public UniquenessAdvice Advice =>
        Percent < HighRiskBelow ? UniquenessAdvice.HighRisk : Percent < WarnBelow ? UniquenessAdvice.Warn : UniquenessAdvice.Fine;

    /// <summary>Counts final texts. They are compared after Unicode NFC, with case and blanks as they are.</summary>
    public static Uniqueness OfTexts(IEnumerable<string> texts)
    {
        var count = 0;
        var different = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            count++;
            different.Add(WellFormedText.Normalize(text, NormalizationForm.FormC));
        }
        return new Uniqueness(count, different.Count);
    }

    /// <summary>
    /// Different texts to expect when each recipient draws for himself: V × (1 − (1 − 1/V)^n).
    /// </summary>
    /// <param name="variants">V: different texts, each as likely as the others. At least 1.</param>
    /// <param name="recipients">n, at least 0.</param>
    public static double ExpectedDistinct(BigInteger variants, int recipients)
    {
        if (recipients <= 0) return 0;
        var v = (double)BigInteger.Max(variants, BigInteger.One);
        if (v <= 1 || double.IsInfinity(v)) return v <= 1 ? 1 : recipients;

        // Near certainty the textbook form loses all digits; this one does not.
        return Math.Min(recipients, -v * Expm1(recipients * Log1p(-1 / v)));
    }

    /// <summary>Different texts when a shuffled deck deals them: no repetition while variants last.</summary>
    public static double DealtDistinct(BigInteger variants, int recipients) => (double)BigInteger.Min(variants, Math.Max(0, recipients));

    private static double Log1p(double x) => Math.Abs(x) > 1e-4 ? Math.Log(1 + x) : x - (x * x / 2) + (x * x * x / 3);

    private static double Expm1(double x) => Math.Abs(x) > 1e-4 ? Math.Exp(x) - 1 : x + (x * x / 2) + (x * x * x / 6);
}

/// <summary>What to say about the uniqueness of a campaign.</summary>
public enum UniquenessAdvice
{
    /// <summary>Nothing.</summary>
    Fine,

    /// <summary>Many recipients get the same text.</summary>
    Warn,

    /// <summary>Nearly all recipients get the same text.</summary>
    HighRisk,
}
