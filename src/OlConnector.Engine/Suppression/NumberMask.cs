using System.Diagnostics.CodeAnalysis;

namespace OlConnector.Engine.Suppression;

/// <summary>All numbers that begin alike, as the stop list has them: <c>7900*</c>.</summary>
public readonly record struct NumberMask
{
    /// <summary>A shorter beginning is a whole country, or everybody.</summary>
    public const int FewestDigits = 3;

    /// <summary>As many as a number has.</summary>
    public const int MostDigits = 15;

    private const char Star = '*';

    private NumberMask(string text) => Text = text;

    /// <summary>Digits and the star.</summary>
    public string Text { get; }

    /// <summary>As people write it: <c>+7900*</c>.</summary>
    public string Plus => "+" + Text;

    /// <summary>Whether somebody meant a mask, well written or not.</summary>
    public static bool IsMeant(string text) => text.Contains(Star, StringComparison.Ordinal);

    /// <summary>Whether a stored entry is a mask.</summary>
    public static bool IsStored(string entry) => entry.EndsWith(Star);

    /// <summary>Reads a mask; blanks, dashes, brackets and a plus in front do not matter.</summary>
    /// <param name="text">As a person wrote it.</param>
    /// <param name="mask">The mask.</param>
    /// <returns>How well it may stand.</returns>
    public static MaskReading Read(string text, [NotNullWhen(true)] out NumberMask? mask)
    {
        mask = null;
        var bare = string.Concat(text.Trim().TrimStart('+').Where(sign => !" -().\u00a0\u202f".Contains(sign)));
        if (!IsStored(bare) || !bare[..^1].All(char.IsAsciiDigit) || bare[0] == '0' || bare.Length > MostDigits + 1)
            return MaskReading.NoMask;
        if (bare.Length <= FewestDigits) return MaskReading.TooWide;
        mask = new NumberMask(bare);
        return MaskReading.Good;
    }

    /// <summary>
    /// Every mask that a number falls under, widest first. A number is looked for by these, so that no list is ever read.
    /// </summary>
    public static IEnumerable<string> Over(string digits) =>
        Enumerable.Range(FewestDigits, Math.Max(0, Math.Min(digits.Length, MostDigits) - FewestDigits + 1))
            .Select(length => digits[..length] + Star);
}

/// <summary>How well a mask was written.</summary>
public enum MaskReading
{
    /// <summary>It may stand.</summary>
    Good,

    /// <summary>Digits and one star at the end were wanted.</summary>
    NoMask,

    /// <summary>It would be everybody, or a whole country.</summary>
    TooWide,
}
