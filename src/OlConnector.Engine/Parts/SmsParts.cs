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
            ? new SmsSize(SmsEncoding.Ucs2, text.Length, text.Length <= UcsSingle ? 1 : Count(text, SmsEncoding.Ucs2, UcsPart))
            : new SmsSize(SmsEncoding.Gsm7, septets, septets <= GsmSingle ? 1 : Count(text, SmsEncoding.Gsm7, GsmPart));
    }

    /// <summary>The texts of the parts; together they are the text.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var size = Measure(text);
        return size.Parts == 1 ? [text] : Split(text, size.Encoding, size.Encoding == SmsEncoding.Gsm7 ? GsmPart : UcsPart);
    }

    /// <summary>Where the parts from the second on begin, in UTF-16 units from 0: none where the text fits into one.</summary>
    public static IReadOnlyList<int> Starts(string text)
    {
        var (starts, end) = (new List<int>(), 0);
        foreach (var part in Split(text).SkipLast(1)) starts.Add(end += part.Length);
        return starts;
    }

    /// <summary>
    /// The texts of parts that have another room than the usual, because the gateway's header is longer or there is none.
    /// </summary>
    /// <param name="text">
    /// What to cut; the parts together are it. In <see cref="SmsEncoding.Gsm7"/> all its characters are of that alphabet.
    /// </param>
    /// <param name="encoding">What is counted.</param>
    /// <param name="room">Most units in a part, at least two.</param>
    public static IReadOnlyList<string> Split(string text, SmsEncoding encoding, int room)
    {
        var parts = new List<string>();
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var length = FirstPart(rest, encoding, room);
            parts.Add(rest[..length].ToString());
            rest = rest[length..];
        }
        return parts;
    }

    private static int Count(ReadOnlySpan<char> text, SmsEncoding encoding, int room)
    {
        var parts = 0;
        for (; !text.IsEmpty; parts++) text = text[FirstPart(text, encoding, room)..];
        return parts;
    }

    /// <summary>UTF-16 units that fit into one part.</summary>
    private static int FirstPart(ReadOnlySpan<char> text, SmsEncoding encoding, int room) =>
        encoding == SmsEncoding.Gsm7 ? FirstGsmPart(text, room) : FirstUcsPart(text, room);

    private static int FirstGsmPart(ReadOnlySpan<char> text, int room)
    {
        for (var i = 0; i < text.Length; i++)
        {
            room -= GsmAlphabet.SeptetsOf(text[i]);
            if (room < 0) return i;
        }
        return text.Length;
    }

    private static int FirstUcsPart(ReadOnlySpan<char> text, int room)
    {
        if (text.Length <= room) return text.Length;
        var cutsPair = char.IsHighSurrogate(text[room - 1]) && char.IsLowSurrogate(text[room]);
        return cutsPair ? room - 1 : room;
    }
}
