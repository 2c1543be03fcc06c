using System.Globalization;
using OlConnector.Engine.Gateways;

namespace OlConnector.Gateways.Smpp;

/// <summary>Deliveries of an SMSC that mean nothing to us, as people will look at them.</summary>
internal static class SmppStrange
{
    private const int InterimKind = 0x20;

    /// <summary>True for what an SMSC tells on the way to its verdict.</summary>
    public static bool IsInterim(ShortMessageBody message) => SmppReceipts.KindOf(message) == InterimKind;

    public static GatewayEvent.NotUnderstood Unreadable(Pdu pdu) => new(
        $"A delivery of the SMSC that is not laid out as SMPP says (command 0x{Hex(pdu.Command)}).",
        Convert.ToHexStringLower(pdu.Body.Span));

    public static GatewayEvent.NotUnderstood Kind(ShortMessageBody message) => new(
        $"A delivery of the SMSC that is neither a receipt nor a client's text (esm_class 0x{Hex(message.EsmClass)}).", Content(message));

    public static GatewayEvent.NotUnderstood ReceiptWithoutId(ShortMessageBody message) =>
        new("A delivery receipt of the SMSC that names no message.", Content(message));

    public static GatewayEvent.NotUnderstood ReceiptState(ShortMessageBody message, string state) =>
        new($"A delivery receipt of the SMSC whose state \"{state}\" is not known.", Content(message));

    public static GatewayEvent.NotUnderstood Coding(ShortMessageBody message) =>
        new($"A client's text in a coding that cannot be read (data_coding 0x{Hex(message.DataCoding)}).", Content(message));

    private static string Content(ShortMessageBody message)
    {
        var parameters = message.Parameters.OrderBy(one => one.Key)
            .Select(one => $" 0x{Hex(one.Key)}={Convert.ToHexStringLower(one.Value)}");
        return $"from {message.From.Digits} esm_class 0x{Hex(message.EsmClass)} data_coding 0x{Hex(message.DataCoding)}"
            + $" text {Convert.ToHexStringLower(message.Text.Span)}{string.Concat(parameters)}";
    }

    private static string Hex(uint number) => number.ToString("X2", CultureInfo.InvariantCulture);
}
