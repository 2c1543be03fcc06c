using System.Buffers;
using System.Globalization;
using System.Text;

namespace OlConnector.Engine.Phones;

/// <summary>Makes plain signs of what people paste: ASCII digits, a plain plus, nothing invisible.</summary>
internal static class PhoneText
{
    /// <summary>A field longer than this holds something else than a telephone number.</summary>
    public const int Longest = 256;

    private const char FullWidthPlus = '\uFF0B';
    private const int MostExtensionDigits = 9;
    private const int FewestDigitsOfAmount = 7;

    private static readonly SearchValues<char> NumberStarts = SearchValues.Create("+0123456789");

    private static readonly SearchValues<char> AmountSigns = SearchValues.Create("+0123456789 \u00A0\u202F");

    private static readonly string[] ExtensionMarks = [";ext=", "extn", "ext", "доб", "x", "#"];

    /// <summary>Writes the plain text, which is never longer, and says how long it is.</summary>
    public static int Fold(ReadOnlySpan<char> raw, Span<char> plain)
    {
        var length = 0;
        while (!raw.IsEmpty)
        {
            if (char.IsAscii(raw[0]))
            {
                plain[length++] = raw[0];
                raw = raw[1..];
                continue;
            }
            Rune.DecodeFromUtf16(raw, out var rune, out var taken);
            if (Plain(rune) is { } c) plain[length++] = c;
            raw = raw[taken..];
        }
        return length;
    }

    /// <summary>Place of the first plus or digit; negative when there is none.</summary>
    public static int Start(ReadOnlySpan<char> text) => text.IndexOfAny(NumberStarts);

    /// <summary>True when a plus stands before the first digit.</summary>
    public static bool BeginsWithPlus(ReadOnlySpan<char> text) => Start(text) is var start and >= 0 && text[start] == '+';

    /// <summary>Cuts an extension off the end: a mark and up to nine digits.</summary>
    public static ReadOnlySpan<char> CutExtension(ReadOnlySpan<char> text, out ReadOnlySpan<char> extension)
    {
        extension = default;
        var end = text.Length;
        while (end > 0 && !char.IsAsciiLetterOrDigit(text[end - 1])) end--;
        var start = end;
        while (start > 0 && char.IsAsciiDigit(text[start - 1])) start--;
        if (end - start is 0 or > MostExtensionDigits) return text;

        var before = text[..start].TrimEnd(" .:=");
        foreach (var mark in ExtensionMarks)
        {
            var bare = mark.AsSpan().TrimEnd('=');
            if (!before.EndsWith(bare, StringComparison.OrdinalIgnoreCase)) continue;
            extension = text[start..end];
            return before[..^bare.Length];
        }
        return text;
    }

    /// <summary>
    /// Cuts the fraction off a number that a table program took for an amount, such as <c>9161234567,00</c>: a point or comma with
    /// nothing but zeros behind it, and nothing but digits and blanks in front.
    /// </summary>
    public static ReadOnlySpan<char> CutFraction(ReadOnlySpan<char> text)
    {
        var amount = text.TrimEnd();
        var whole = amount.TrimEnd('0');
        if (whole.Length == amount.Length || whole.IsEmpty || whole[^1] is not ('.' or ',')) return text;

        whole = whole[..^1];
        var isAmount = whole.Length >= FewestDigitsOfAmount && !whole.ContainsAnyExcept(AmountSigns) && char.IsAsciiDigit(whole[^1]);
        return isAmount ? whole : text;
    }

    /// <summary>True when letters or a number sign stand in the text.</summary>
    public static bool HasWords(ReadOnlySpan<char> text) => text.ContainsAny('№', '#') || HasLetters(text);

    public static bool HasLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsAscii(c) ? char.IsAsciiLetter(c) : char.IsLetter(c)) return true;
        }
        return false;
    }

    /// <summary>Writes the digits of a text and says how many there are, or one more than fit.</summary>
    public static int Digits(ReadOnlySpan<char> text, Span<char> digits)
    {
        var count = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) continue;
            if (count == digits.Length) return count + 1;
            digits[count++] = c;
        }
        return count;
    }

    /// <summary>The sign that stands for the character; null for one that is dropped.</summary>
    private static char? Plain(Rune rune)
    {
        if (rune.Value == FullWidthPlus) return '+';
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)Rune.GetNumericValue(rune)),
            UnicodeCategory.Format => null, // zero-width and direction marks
            _ => rune.IsBmp ? (char)rune.Value : Rune.IsLetter(rune) ? 'A' : ' ',
        };
    }
}
