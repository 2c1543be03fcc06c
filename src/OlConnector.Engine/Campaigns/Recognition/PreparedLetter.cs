using System.Text.RegularExpressions;

namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>A letter whose text is known before its first message comes (design.md §6).</summary>
public static partial class PreparedLetter
{
    /// <summary>Two values that no letter has, apart from its words: where they stand, every client has a word of their own.</summary>
    private const string OneValue = "\u0001onevalue\u0001", OtherValue = "\u0001othervalue\u0001";

    /// <summary>The text as it is pasted into CRM-Marketing.</summary>
    /// <param name="text">The letter.</param>
    /// <param name="code">Its marker's code.</param>
    public static string ToPaste(string text, string code) => $"{text.TrimEnd()} {LetterMarker.Of(code)}";

    /// <summary>
    /// What all its messages will have in common: the words and groups of the text. CRM-Marketing's own fields, <c>#NAME#</c>, are its
    /// gaps.
    /// </summary>
    public static Skeleton SkeletonOf(string text) =>
        Skeleton.Of(LetterText.Of(Field().Replace(text, OneValue))).With(LetterText.Of(Field().Replace(text, OtherValue)));

    /// <summary>True when CRM-Marketing puts something of the client into the text.</summary>
    public static bool HasFields(string text) => Field().IsMatch(text);

    [GeneratedRegex("#[0-9a-zA-Z_.|]+#", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Field();
}
