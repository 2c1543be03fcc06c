namespace OlConnector.Engine.Parts;

/// <summary>
/// Counts and cuts SMS texts as 3GPP TS 23.038 and 23.040 have it. Nothing is normalized or replaced: what is measured is what
/// would be sent. Parts are filled, not divided out: a character of two units is never cut in half.
/// </summary>
public static class SmsParts
{
    private const int GsmSingle = 160;
    private const int GsmPart = 153;
    private const int UcsSingle = 70;
    private const int UcsPart = 67;

    /// <summary>Encoding, units and parts of a text. Allocates nothing; linear; takes any string.</summary>
    public static SmsSize Measure(ReadOnlySpan<char> text)
    {
        var septets = GsmAlphabet.Measure(text);
        return septets < 0
            ? new SmsSize(SmsEncoding.Ucs2, text.Length, text.Length <= UcsSingle ? 1 : Count(text, gsm: false))
            : new SmsSize(SmsEncoding.Gsm7, septets, septets <= GsmSingle ? 1 : Count(text, gsm: true));
    }

    /// <summary>The texts of the parts; together they are the text.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var size = Measure(text);
        if (size.Parts == 1) return [text];

        var parts = new List<string>(size.Parts);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var length = FirstPart(rest, size.Encoding == SmsEncoding.Gsm7);
            parts.Add(rest[..length].ToString());
            rest = rest[length..];
        }
        return parts;
    }

    private static int Count(ReadOnlySpan<char> text, bool gsm)
    {
        var parts = 0;
        for (; !text.IsEmpty; parts++) text = text[FirstPart(text, gsm)..];
        return parts;
    }

    /// <summary>UTF-16 units that fit into one part of several.</summary>
    private static int FirstPart(ReadOnlySpan<char> text, bool gsm) => gsm ? FirstGsmPart(text) : FirstUcsPart(text);

    private static int FirstGsmPart(ReadOnlySpan<char> text)
    {
        var room = GsmPart;
        for (var i = 0; i < text.Length; i++)
        {
            room -= GsmAlphabet.SeptetsOf(text[i]);
            if (room < 0) return i;
        }
        return text.Length;
    }

    private static int FirstUcsPart(ReadOnlySpan<char> text)
    {
        if (text.Length <= UcsPart) return text.Length;
        var cutsPair = char.IsHighSurrogate(text[UcsPart - 1]) && char.IsLowSurrogate(text[UcsPart]);
        return cutsPair ? UcsPart - 1 : UcsPart;
    }
}
