using System.Buffers.Binary;
using System.Text;
using OlConnector.Engine.Parts;

namespace OlConnector.Gateways.Smpp;

/// <summary>
/// Codes and cuts texts for one line. Whether a text is GSM or UCS-2 is <see cref="SmsParts"/>' word, so that what is shown is what is
/// sent.
/// </summary>
internal static class SmppText
{
    private const byte Latin1 = 3;
    private const byte Ucs2 = 8;

    /// <summary>Submits of a text, in order.</summary>
    /// <param name="account">The line.</param>
    /// <param name="to">Digits of the recipient.</param>
    /// <param name="text">Not empty.</param>
    /// <param name="reference">Ties the parts together at the recipient's telephone.</param>
    public static IReadOnlyList<ShortMessageBody> Submits(SmppAccount account, string to, string text, ushort reference)
    {
        var coding = CodingOf(account, text);
        var blank = new ShortMessageBody(SmppAddress.Sender(account.Source), SmppAddress.Recipient(to), 0, coding, 1, default);
        // Latin-1 is cut like GSM, so that a text takes as many parts as were shown.
        var counted = coding == Ucs2 ? SmsEncoding.Ucs2 : SmsEncoding.Gsm7;
        var (single, part) = counted == SmsEncoding.Gsm7
            ? (160, account.LongText == "udh16" ? 152 : 153)
            : (70, account.LongText == "udh16" ? 66 : 67);
        var isLong = SmsParts.Split(text, counted, single).Count > 1;
        if (isLong && account.LongText == "payload")
            return [blank with { Parameters = new Dictionary<ushort, byte[]> { [SmppTag.Payload] = Encode(text, coding, account) } }];
        if (!isLong) return [blank with { Text = Encode(text, coding, account) }];
        var octets = SmsParts.Split(text, counted, part).Select(piece => Encode(piece, coding, account)).ToList();
        return [.. octets.Select((piece, at) => Part(blank, account.LongText, piece, reference, octets.Count, at + 1))];
    }

    /// <summary>Reads what a client wrote; null for what is no text.</summary>
    public static string? Read(SmppAccount account, ShortMessageBody message)
    {
        var octets = message.WholeText.Span;
        if ((message.EsmClass & ShortMessageBody.HasHeader) != 0)
            octets = octets.IsEmpty || octets[0] + 1 > octets.Length ? default : octets[(octets[0] + 1)..];
        return SmppCodings.Read(message.DataCoding, account.DataCoding, octets);
    }

    private static byte CodingOf(SmppAccount account, string text)
    {
        if (account.DataCoding == "ucs2" || SmsParts.Measure(text).Encoding == SmsEncoding.Ucs2) return Ucs2;
        if (account.DataCoding == "gsm") return 0;
        // What Latin-1 lacks (Greek, the euro) would become a question mark on the way.
        if (text.Any(sign => sign > 0xFF)) return Ucs2;
        return account.DataCoding == "latin1-3" ? Latin1 : (byte)0;
    }

    private static byte[] Encode(string text, byte coding, SmppAccount account) =>
        coding == Ucs2 ? Encoding.BigEndianUnicode.GetBytes(text)
        : account.DataCoding == "gsm" ? GsmOctets.Encode(text)
        : Encoding.Latin1.GetBytes(text);

    private static ShortMessageBody Part(ShortMessageBody blank, string way, byte[] octets, ushort reference, int total, int number)
    {
        var wide = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(wide, reference);
        var (all, one) = ((byte)total, (byte)number);
        return way switch
        {
            "sar" => blank with
            {
                Text = octets,
                Parameters = new Dictionary<ushort, byte[]>
                {
                    [SmppTag.SarReference] = wide,
                    [SmppTag.SarTotal] = [all],
                    [SmppTag.SarNumber] = [one],
                },
            },
            "udh16" => blank with { EsmClass = ShortMessageBody.HasHeader, Text = (byte[])[6, 8, 4, .. wide, all, one, .. octets] },
            _ => blank with { EsmClass = ShortMessageBody.HasHeader, Text = (byte[])[5, 0, 3, wide[1], all, one, .. octets] },
        };
    }
}
