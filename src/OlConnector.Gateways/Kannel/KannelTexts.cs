using System.Text;

namespace OlConnector.Gateways.Kannel;

/// <summary>
/// Reads a client's text as Kannel hands it on: as it came from the SMSC, in the coding (<c>%c</c>) and character set (<c>%C</c>) that the
/// get-url names; as UTF-8 where it names none.
/// </summary>
internal static class KannelTexts
{
    private const string EightBit = "1";
    private const string Ucs2 = "2";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text; null when it cannot be read.</summary>
    public static string? Read(byte[] octets, string? coding, string? charset) => (coding, charset?.ToUpperInvariant()) switch
    {
        (_, "ISO-8859-1" or "LATIN1" or "WINDOWS-1252") => Encoding.Latin1.GetString(octets),
        (Ucs2, "UTF-8") => Utf8(octets),
        (Ucs2, _) => octets.Length % 2 == 0 ? Encoding.BigEndianUnicode.GetString(octets) : null,
        (EightBit, _) => null,
        _ => Utf8(octets),
    };

    /// <summary>UCS-2 of the first alphabets is often UTF-8 too, but then full of signs that nobody types.</summary>
    private static string? Utf8(byte[] octets)
    {
        try
        {
            var text = StrictUtf8.GetString(octets);
            return text.All(sign => !char.IsControl(sign) || sign is '\n' or '\r' or '\t') ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
