using System.Text;

namespace OlConnector.Engine.Parts;

/// <summary>
/// The GSM default alphabet unpacked, a septet to an octet, as SMPP carries it (3GPP TS 23.038, sections 6.2.1 and 6.2.1.1).
/// </summary>
public static class GsmOctets
{
    private const char Unreadable = '?';

    private static readonly Dictionary<char, byte[]> Codes = GsmAlphabet.OneSeptet
        .Select((sign, place) => KeyValuePair.Create(sign, new[] { CodeAt(place) }))
        .Concat(GsmAlphabet.TwoSeptets.Select(
            (sign, place) => KeyValuePair.Create(sign, new[] { GsmAlphabet.Escape, GsmAlphabet.ExtensionCodes[place] })))
        .ToDictionary();

    /// <summary>The octets of a text that <see cref="SmsParts.Measure"/> calls <see cref="SmsEncoding.Gsm7"/>.</summary>
    public static byte[] Encode(string text) => [.. text.SelectMany(sign => Codes[sign])];

    /// <summary>Reads octets; an octet that means nothing reads as a question mark.</summary>
    public static string Decode(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length);
        for (var at = 0; at < octets.Length; at++)
        {
            var isExtended = octets[at] == GsmAlphabet.Escape && at + 1 < octets.Length;
            text.Append(isExtended ? Extended(octets[++at]) : Plain(octets[at]));
        }

        return text.ToString();
    }

    private static byte CodeAt(int place) => (byte)(place < GsmAlphabet.Escape ? place : place + 1);

    private static char Plain(byte code)
    {
        if (code == GsmAlphabet.Escape || code > GsmAlphabet.OneSeptet.Length) return Unreadable;
        return GsmAlphabet.OneSeptet[code < GsmAlphabet.Escape ? code : code - 1];
    }

    private static char Extended(byte code)
    {
        var place = GsmAlphabet.ExtensionCodes.IndexOf(code);
        return place < 0 ? Unreadable : GsmAlphabet.TwoSeptets[place];
    }
}
