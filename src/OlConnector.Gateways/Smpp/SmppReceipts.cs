using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using OlConnector.Engine.Gateways;

namespace OlConnector.Gateways.Smpp;

/// <summary>What an SMSC says of one part.</summary>
/// <param name="Id">The part's id as the receipt writes it.</param>
/// <param name="Status">Null where the state is no verdict: ENROUTE, ACCEPTD, UNKNOWN and words nobody knows.</param>
/// <param name="Code">State and network error.</param>
internal sealed record SmppReceipt(string Id, DeliveryStatus? Status, string Code);

/// <summary>
/// Reads delivery receipts: parameters win, the text is read from the left because its end may hold anything (SMPP 3.4, appendix B).
/// </summary>
internal static class SmppReceipts
{
    private const int KindBits = 0x3C;
    private const int ReceiptKind = 0x04;
    private const int MaxId = 65;

    private static readonly string[] States = ["", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"];

    /// <summary>True for a delivery receipt.</summary>
    public static bool IsReceipt(ShortMessageBody message) => (message.EsmClass & KindBits) == ReceiptKind;

    /// <summary>True for what a client wrote.</summary>
    public static bool IsReply(ShortMessageBody message) => (message.EsmClass & KindBits) == 0;

    /// <summary>Null when the receipt does not say whose it is.</summary>
    public static SmppReceipt? Read(ShortMessageBody message)
    {
        var fields = Head(Encoding.Latin1.GetString(message.WholeText.Span));
        var id = message.Parameters.TryGetValue(SmppTag.ReceiptedMessageId, out var tagged)
            ? Encoding.Latin1.GetString(tagged).TrimEnd('\0')
            : Field(fields, "id:");
        if (id is not { Length: > 0 and <= MaxId } || id.Any(char.IsControl)) return null;

        var state = message.Parameters.TryGetValue(SmppTag.MessageState, out var octets) && octets is [var number] && number < States.Length
            ? States[number]
            : Field(fields, "stat:") ?? "";
        var error = message.Parameters.TryGetValue(SmppTag.NetworkError, out var network) && network.Length == 3
            ? BinaryPrimitives.ReadUInt16BigEndian(network.AsSpan(1)).ToString("D3", CultureInfo.InvariantCulture) : Field(fields, "err:");
        return new SmppReceipt(id, StatusOf(state), Short($"{Short(state)} {Short(error ?? "")}").Trim());
    }

    private static DeliveryStatus? StatusOf(string state) => state.ToUpperInvariant() switch
    {
        "DELIVRD" => DeliveryStatus.Delivered,
        "EXPIRED" or "DELETED" or "UNDELIV" or "REJECTD" => DeliveryStatus.Undelivered,
        _ => null,
    };

    private static string Head(string text)
    {
        var end = text.IndexOf("text:", StringComparison.OrdinalIgnoreCase);
        return " " + (end < 0 ? text : text[..end]);
    }

    private static string? Field(string head, string name)
    {
        var at = head.IndexOf(" " + name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = head.AsSpan(at + 1 + name.Length);
        var end = value.IndexOf(' ');
        return (end < 0 ? value : value[..end]).Trim('\0').ToString();
    }

    private static string Short(string word) => new([.. word.Where(sign => char.IsAsciiLetterOrDigit(sign) || sign == ' ').Take(24)]);
}
