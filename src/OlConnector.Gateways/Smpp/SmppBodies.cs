using System.Collections.Frozen;

namespace OlConnector.Gateways.Smpp;

/// <summary>An address with the kind of number it is (SMPP 3.4, sections 5.2.5 and 5.2.6).</summary>
internal sealed record SmppAddress(byte Ton, byte Npi, string Digits)
{
    private const int MaxShortCode = 6;
    private const int InternationalTon = 1;

    /// <summary>The SMSC says that the number is written in full; the others may be written as its country dials them.</summary>
    public bool IsInternational => Ton == InternationalTon || Digits.StartsWith('+');

    /// <summary>A recipient: an international number in digits.</summary>
    public static SmppAddress Recipient(string digits) => new(1, 1, digits);

    /// <summary>A sender: a name, a short code or a whole number, told apart by its look.</summary>
    public static SmppAddress Sender(string source)
    {
        var digits = source.TrimStart('+');
        if (!digits.All(char.IsAsciiDigit)) return new(5, 0, source);
        return digits.Length <= MaxShortCode ? new(3, 1, digits) : new(1, 1, digits);
    }
}

/// <summary>Tags of optional parameters (SMPP 3.4, section 5.3.2).</summary>
internal static class SmppTag
{
    public const ushort ReceiptedMessageId = 0x001E;
    public const ushort SarReference = 0x020C;
    public const ushort SarTotal = 0x020E;
    public const ushort SarNumber = 0x020F;
    public const ushort NetworkError = 0x0423;
    public const ushort Payload = 0x0424;
    public const ushort MessageState = 0x0427;
}

/// <summary>Body of the three binds (section 4.1).</summary>
internal sealed record BindBody(string SystemId, string Password, string SystemType)
{
    private const byte Version34 = 0x34;

    public ReadOnlyMemory<byte> Write() =>
        new PduWriter().Text(SystemId).Text(Password).Text(SystemType).Octets(Version34, 0, 0).Text("").Body;
}

/// <summary>Body of submit_sm and deliver_sm, which have one layout (sections 4.4.1 and 4.6.1).</summary>
internal sealed record ShortMessageBody(
    SmppAddress From, SmppAddress To, byte EsmClass, byte DataCoding, byte Receipt, ReadOnlyMemory<byte> Text)
{
    /// <summary>Set in <see cref="EsmClass"/> when the text begins with a user data header.</summary>
    public const byte HasHeader = 0x40;

    /// <summary>Longest text outside of message_payload, in octets.</summary>
    public const int MaxText = 254;

    private const int AddressOctets = 21;
    private const int LongAddressOctets = 65;

    public IReadOnlyDictionary<ushort, byte[]> Parameters { get; init; } = FrozenDictionary<ushort, byte[]>.Empty;

    /// <summary>The text, wherever it is.</summary>
    public ReadOnlyMemory<byte> WholeText => Text.IsEmpty && Parameters.TryGetValue(SmppTag.Payload, out var payload) ? payload : Text;

    public ReadOnlyMemory<byte> Write() => new PduWriter()
        .Text("").Octets(From.Ton, From.Npi).Text(From.Digits).Octets(To.Ton, To.Npi).Text(To.Digits)
        .Octets(EsmClass, 0, 0).Text("").Text("")
        .Octets(Receipt, 0, DataCoding, 0, (byte)Text.Length).Octets(Text.Span).Parameters(Parameters).Body;

    /// <summary>What a deliver_sm or data_sm brings; null when the body is not laid out as the standard says.</summary>
    public static ShortMessageBody? Read(Pdu pdu) => pdu.Command == SmppCommand.DataSm ? ReadData(pdu.Body.Span) : Read(pdu.Body.Span);

    /// <summary>A data_sm has neither schedule nor short_message: its text is always in message_payload (section 4.7.1).</summary>
    private static ShortMessageBody? ReadData(ReadOnlySpan<byte> body)
    {
        var reader = new PduReader(body);
        reader.Text(6);
        var from = new SmppAddress(reader.Octet(), reader.Octet(), reader.Text(LongAddressOctets));
        var to = new SmppAddress(reader.Octet(), reader.Octet(), reader.Text(LongAddressOctets));
        var (esm, receipt, coding) = (reader.Octet(), reader.Octet(), reader.Octet());
        var parameters = reader.Parameters();
        return reader.IsBroken ? null : new ShortMessageBody(from, to, esm, coding, receipt, default) { Parameters = parameters };
    }

    /// <summary>Null when the body is not laid out as the standard says.</summary>
    public static ShortMessageBody? Read(ReadOnlySpan<byte> body)
    {
        var reader = new PduReader(body);
        reader.Text(6);
        var from = new SmppAddress(reader.Octet(), reader.Octet(), reader.Text(AddressOctets));
        var to = new SmppAddress(reader.Octet(), reader.Octet(), reader.Text(AddressOctets));
        var esm = reader.Octet();
        reader.Octets(2);
        reader.Text(17);
        reader.Text(17);
        var receipt = reader.Octet();
        reader.Octet();
        var coding = reader.Octet();
        reader.Octet();
        var text = reader.Octets(reader.Octet()).ToArray();
        var parameters = reader.Parameters();
        return reader.IsBroken ? null : new ShortMessageBody(from, to, esm, coding, receipt, text) { Parameters = parameters };
    }
}
