using System.Text;
using OlConnector.Engine.Parts;

namespace OlConnector.Gateways.Smpp;

/// <summary>
/// Reads octets by the data_coding they came with: below 0x10 by SMPP's own list (3.4, section 5.2.19), above by GSM 03.38's groups.
/// </summary>
internal static class SmppCodings
{
    private const byte Ascii = 1;
    private const byte Latin1 = 3;
    private const byte Cyrillic = 6;
    private const byte Hebrew = 7;
    private const byte Ucs2 = 8;

    private enum Alphabet
    {
        Gsm,
        Octets,
        Ucs2,
        Unknown,
    }

    /// <summary>The text; null for what is no text, is compressed, or in no coding that can be read.</summary>
    /// <param name="coding">The data_coding.</param>
    /// <param name="ofDefault">What 0 means on this line: <see cref="SmppAccount.DataCoding"/>.</param>
    /// <param name="octets">Without a user data header.</param>
    public static string? Read(byte coding, string ofDefault, ReadOnlySpan<byte> octets) => coding switch
    {
        0 when ofDefault.StartsWith("latin1", StringComparison.Ordinal) => Encoding.Latin1.GetString(octets),
        0 => GsmOctets.Decode(octets),
        Ascii => Encoding.ASCII.GetString(octets),
        Latin1 => Encoding.Latin1.GetString(octets),
        Cyrillic => CodePage("iso-8859-5").GetString(octets),
        Hebrew => CodePage("iso-8859-8").GetString(octets),
        Ucs2 => Encoding.BigEndianUnicode.GetString(octets),
        >= 0x10 => AlphabetOf(coding) switch
        {
            Alphabet.Gsm => GsmOctets.Decode(octets),
            Alphabet.Ucs2 => Encoding.BigEndianUnicode.GetString(octets),
            _ => null,
        },
        _ => null,
    };

    /// <summary>GSM 03.38, section 4: 00xx and 01xx general, 1101 and 1110 waiting messages, 1111 with a class.</summary>
    private static Alphabet AlphabetOf(byte coding) => (coding >> 4) switch
    {
        < 0x8 when (coding & 0x20) != 0 => Alphabet.Unknown, // compressed
        < 0x8 => (Alphabet)((coding >> 2) & 3),
        0xD => Alphabet.Gsm,
        0xE => Alphabet.Ucs2,
        0xF => (coding & 4) == 0 ? Alphabet.Gsm : Alphabet.Octets,
        _ => Alphabet.Unknown,
    };

    private static Encoding CodePage(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name)!;
}
