namespace OlConnector.Storage;

/// <summary>
/// What a person types to find something, as patterns for <c>LIKE</c>. SQLite's knows the case of Latin letters only, so the spellings that
/// people use are asked for one by one.
/// </summary>
internal sealed record Sought
{
    internal const string Escape = "\\";

    private const int FewestDigits = 3;

    /// <summary>As many as every country has behind its own code and behind the 8 or 0 that is dialled at home.</summary>
    private const int TellingDigits = 9;

    private Sought(string text) => Text = text;

    /// <summary>What was typed.</summary>
    internal string Text { get; }

    internal string AsIs => Like(Text);

    internal string Small => Like(Text.ToLowerInvariant());

    internal string Large => Like(char.ToUpperInvariant(Text[0]) + Text[1..].ToLowerInvariant());

    /// <summary>The digits of what may be a part of a number; null where it cannot be one.</summary>
    internal string? Digits { get; private init; }

    /// <summary>A number that holds these digits; null where it cannot be one.</summary>
    internal string? Number => Digits is { } digits ? $"%{digits}%" : null;

    /// <summary>A number that ends alike, whether it was written with the country's code or as it is dialled at home.</summary>
    internal string? NumberInAnyWriting => Digits is { } digits ? $"%{digits[Math.Max(0, digits.Length - TellingDigits)..]}%" : null;

    /// <summary>Null where nothing was typed.</summary>
    internal static Sought? Read(string? typed)
    {
        if (typed?.Trim() is not { Length: > 0 } text) return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var isNumber = digits.Length >= FewestDigits && text.All(sign => char.IsAsciiDigit(sign) || " +-()".Contains(sign));
        return new Sought(text) { Digits = isNumber ? digits : null };
    }

    private static string Like(string text) => $"%{text.Replace(Escape, @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
}
