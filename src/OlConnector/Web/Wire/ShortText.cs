using System.Globalization;
using System.Text;
using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Checks names and other texts of one line.</summary>
internal static class ShortText
{
    private const int Joiner = 0x200D;

    /// <summary>What is wrong with the text; null when it may stand.</summary>
    internal static Refusal? Check(string? text, string field, int maxLength, bool isRequired)
    {
        if (string.IsNullOrWhiteSpace(text)) return isRequired ? Refuse.Required(field) : null;
        return text.Trim().Length > maxLength || text.EnumerateRunes().Any(IsUnseen)
            ? Refuse.Invalid(field, new Said(
                $"Поле {field} — не больше {maxLength} знаков, без управляющих символов.",
                $"{field} takes at most {maxLength} characters and no control characters."))
            : null;
    }

    /// <summary>What people may read of a name that others chose: nothing unseen, and no more than so many characters.</summary>
    internal static string Readable(string text, int maxLength)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Where(rune => !IsUnseen(rune)))
        {
            if (kept.Length + rune.Utf16SequenceLength > maxLength) break;
            kept.Append(rune.ToString());
        }

        return kept.ToString().Trim();
    }

    /// <summary>
    /// Nobody sees these, and some turn the direction of what follows: a name could look like another. Half pairs read as U+FFFD. Emoji
    /// that are joined by U+200D stay.
    /// </summary>
    private static bool IsUnseen(Rune rune) =>
        rune == Rune.ReplacementChar
        || (rune.Value != Joiner && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
