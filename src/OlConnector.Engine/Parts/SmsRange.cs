using System.Numerics;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Parts;

/// <summary>What the texts of a template take, from the smallest to the largest.</summary>
/// <param name="Encoding">The encoding of all texts; null when some are GSM 7-bit and others UCS-2.</param>
/// <param name="MinUnits">Fewest units.</param>
/// <param name="MaxUnits">Most units.</param>
/// <param name="MinParts">Fewest parts.</param>
/// <param name="MaxParts">Most parts.</param>
public sealed record SmsRange(SmsEncoding? Encoding, int MinUnits, int MaxUnits, int MinParts, int MaxParts)
{
    /// <summary>Templates with at most so many ways are measured text by text.</summary>
    public const int ListedVariants = 1_000;

    /// <summary>And when they are together no longer than this.</summary>
    public const int ListedCharacters = 4_000_000;

    /// <summary>
    /// Measures real texts: all of them while they are few, else the shortest and the longest of either encoding.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="finish">What becomes of a variant before it is sent, such as filling in values.</param>
    public static SmsRange Of(SpintaxTemplate template, Func<SpintaxVariant, string> finish)
    {
        SmsRange? range = null;
        foreach (var text in Candidates(template)) range = Widen(range, SmsParts.Measure(finish(text)));
        return range!;
    }

    private static IEnumerable<SpintaxVariant> Candidates(SpintaxTemplate template)
    {
        if (template.Ways > ListedVariants || template.Ways * template.Root.Longest > ListedCharacters) return ExtremeTexts.Of(template);
        return Enumerable.Range(0, (int)template.Ways).Select(k => template.Write(new BigInteger(k)));
    }

    private static SmsRange Widen(SmsRange? range, SmsSize size) => range is null
        ? new SmsRange(size.Encoding, size.Units, size.Units, size.Parts, size.Parts)
        : new SmsRange(
            range.Encoding == size.Encoding ? size.Encoding : null,
            Math.Min(range.MinUnits, size.Units),
            Math.Max(range.MaxUnits, size.Units),
            Math.Min(range.MinParts, size.Parts),
            Math.Max(range.MaxParts, size.Parts));
}
