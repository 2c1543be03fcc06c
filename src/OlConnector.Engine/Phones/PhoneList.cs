namespace OlConnector.Engine.Phones;

/// <summary>Several numbers in one field, as CRM exports have them.</summary>
internal static class PhoneList
{
    private const int DigitsThatBeginAnother = 5;

    /// <summary>Takes the first number off a text: up to a <c>/ , ;</c> with five or more digits behind it.</summary>
    public static ReadOnlySpan<char> TakeFirst(ref ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('/' or ',' or ';') || DigitsBeforeNextSign(text[(at + 1)..]) < DigitsThatBeginAnother) continue;
            var first = text[..at];
            text = text[(at + 1)..];
            return first;
        }
        var all = text;
        text = default;
        return all;
    }

    private static int DigitsBeforeNextSign(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            if (c is '/' or ',' or ';') break;
            if (char.IsAsciiDigit(c)) digits++;
        }
        return digits;
    }
}
