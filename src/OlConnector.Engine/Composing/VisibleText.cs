using System.Globalization;
using System.Text;

namespace OlConnector.Engine.Composing;

/// <summary>Whether anything of a text can be seen. Copied names are full of signs that cannot.</summary>
public static class VisibleText
{
    /// <summary>Written in front of files and columns by programs that mean nothing by it; takes an SMS out of GSM 7-bit.</summary>
    private const string ByteOrderMark = "\uFEFF";

    /// <summary>Letters and marks that show nothing: fillers of Hangul, the blank of Braille, the joiner of graphemes.</summary>
    private const string Blanks = "\u115F\u1160\u3164\uFFA0\u2800\u034F\u17B4\u17B5";

    /// <summary>The text without byte order marks; the same string where there are none.</summary>
    public static string WithoutMarks(string text) => text.Replace(ByteOrderMark, "", StringComparison.Ordinal);

    /// <summary>True when nobody sees anything: blanks, control and format signs, fillers, selectors of a variation.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsBlank(rune)) return false;
        }
        return true;
    }

    private static bool IsBlank(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || (rune.IsBmp && Blanks.Contains((char)rune.Value));
}
