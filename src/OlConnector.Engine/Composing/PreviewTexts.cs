using System.Numerics;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Composing;

/// <summary>The texts that a dry run shows.</summary>
internal sealed class PreviewTexts
{
    private const int MostDraws = 50;

    private static readonly Dictionary<string, string> NoValues = new(StringComparer.OrdinalIgnoreCase);

    private readonly MessageTemplate _message;
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly VariantRandom _random;

    public PreviewTexts(MessageTemplate message, PreviewItem item)
    {
        _message = message;
        _values = item.Fields ?? NoValues;
        _random = VariantRandom.FromText($"{VariantRandom.Version}|preview|{item.Seed}|{item.Template}");
        Samples = message.IsValid ? [.. Variants().Select(Show)] : [];
    }

    public IReadOnlyList<string> Samples { get; }

    public string Shortest => Show(_message.Spintax.WriteShortest());

    public string Longest => Show(_message.Spintax.WriteLongest());

    /// <summary>UTF-16 units of the longest text, whole.</summary>
    public int LongestLength => Finish(_message.Spintax.WriteLongest()).Length;

    /// <summary>
    /// A placeholder that only came about where two options met: each is good by itself, but a brace at the edge of one joins it.
    /// </summary>
    public LetterProblem? ProblemOfAVariant { get; private set; }

    /// <summary>A variant with its values.</summary>
    public string Finish(SpintaxVariant variant)
    {
        var letter = LetterTemplate.Parse(variant);
        if (!letter.IsValid) ProblemOfAVariant ??= letter.Errors[0];
        return VisibleText.WithoutMarks(letter.RenderSample(_values));
    }

    private string Show(SpintaxVariant variant)
    {
        var text = Finish(variant);
        return text.Length <= PreviewItem.MostShown ? text : text[..PreviewItem.MostShown];
    }

    private IEnumerable<SpintaxVariant> Variants()
    {
        var spintax = _message.Spintax;
        var texts = spintax.Ways <= PreviewItem.Samples
            ? Enumerable.Range(0, (int)spintax.Ways).Select(k => spintax.Write(new BigInteger(k)))
            : Enumerable.Range(0, MostDraws).Select(_ => spintax.Write(_random));
        return texts.DistinctBy(variant => variant.Text, StringComparer.Ordinal).Take(PreviewItem.Samples);
    }
}
