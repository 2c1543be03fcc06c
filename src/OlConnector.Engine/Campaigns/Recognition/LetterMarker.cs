using System.Text.RegularExpressions;

namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// The marker of a letter, <c>[[c:X]]</c>: what a marketer pastes so that all its messages are known as one mailing (design.md §6).
/// </summary>
public static partial class LetterMarker
{
    /// <summary>The text as a client gets it, and the code of its first marker; null when it has none.</summary>
    /// <param name="text">As Bitrix24 handed it over. Markers are cut out at any place, with the white space before them.</param>
    public static (string Text, string? Code) Cut(string text) =>
        text.Contains(Opener, StringComparison.Ordinal) && Marker().Match(text) is { Success: true } first
            ? (Marker().Replace(text, ""), first.Groups["code"].Value)
            : (text, null);

    /// <summary>The marker as it stands in a letter.</summary>
    /// <param name="code">1 to 32 of <c>A-Z a-z 0-9 _ -</c>.</param>
    public static string Of(string code) => $"[[c:{code}]]";

    /// <summary>A code for a letter: short, and nothing in it is taken for something else when it is read or typed.</summary>
    /// <param name="chance">A source of chance.</param>
    public static string NewCode(Random chance) => new(chance.GetItems<char>(CodeSigns, CodeLength));

    private const int CodeLength = 5;

    /// <summary>Without 0 and O, 1, I and L, U and V.</summary>
    private const string CodeSigns = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    private const string Opener = "[[c:";

    [GeneratedRegex(@"\s*\[\[c:(?<code>[A-Za-z0-9_-]{1,32})\]\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();
}
