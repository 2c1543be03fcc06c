using System.Text;

namespace OlConnector.Gateways.Smpp;

/// <summary>The GSM default alphabet, one character to an octet as SMPP carries it, unpacked (3GPP TS 23.038, sections 6.2.1 and 6.2.1.1).</summary>
internal static class GsmOctets
{
    private const byte Escape = 0x1B;

    /// <summary>Characters by their octet; the place of the escape holds a blank that is never met.</summary>
    private const string Alphabet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u00A0ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static readonly Dictionary<byte, char> Extension = new()
    {
        [0x0A] = '\f',
        [0x14] = '^',
        [0x28] = '{',
        [0x29] = '}',
        [0x2F] = '\\',
        [0x3C] = '[',
        [0x3D] = '~',
        [0x3E] = ']',
        [0x40] = '|',
        [0x65] = '€',
    };

    private static readonly Dictionary<char, byte[]> Octets = Alphabet.Select((sign, at) => (sign, Octets: new[] { (byte)at })).Where(pair => pair.Octets[0] != Escape)
        .Concat(Extension.Select(pair => (sign: pair.Value, Octets: new[] { Escape, pair.Key })))
        .ToDictionary(pair => pair.sign, pair => pair.Octets);

    /// <summary>Octets of one character: 1, 2, or 0 when the alphabet does not have it.</summary>
    public static int Cost(char sign) => Octets.TryGetValue(sign, out var octets) ? octets.Length : 0;

    /// <summary>The octets of a text whose characters all have a cost.</summary>
    public static byte[] Encode(string text) => [.. text.SelectMany(sign => Octets[sign])];

    /// <summary>Reads octets; an octet that means nothing reads as a question mark.</summary>
    public static string Decode(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length);
        for (var at = 0; at < octets.Length; at++)
        {
            if (octets[at] == Escape && at + 1 < octets.Length) text.Append(Extension.GetValueOrDefault(octets[++at], '?'));
            else text.Append(octets[at] < Alphabet.Length && octets[at] != Escape ? Alphabet[octets[at]] : '?');
        }

        return text.ToString();
    }
}
