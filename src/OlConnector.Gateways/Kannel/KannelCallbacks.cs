using System.Globalization;
using System.Text.RegularExpressions;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;
using OlConnector.Gateways.Smpp;

namespace OlConnector.Gateways.Kannel;

/// <summary>
/// Reads the calls Kannel makes to the <c>dlr-url</c> we gave it, and to a get-url for incoming SMS. Nothing signs them: the hook's key is
/// the proof.
/// </summary>
internal static partial class KannelCallbacks
{
    /// <summary>What Kannel fills in when it calls: kind of report, the SMSC's words, its id.</summary>
    public const string Escapes = "&type=%d&reply=%A&smsid=%F";

    [Flags]
    private enum ReportType
    {
        Delivered = 1,
        NotDelivered = 2,
        Buffered = 4,
        TakenBySmsc = 8,
        RejectedBySmsc = 16,
    }

    public static CallbackResult Read(CallbackRequest request)
    {
        var query = request.Query;
        if (!query.ContainsKey("type")
            && query.GetValueOrDefault("from") is { Length: > 0 } from
            && RawQuery.Octets(request.Url, "text") is { } octets)
            return new CallbackResult.Understood(Incoming(from, octets, query));

        if (OurId.Read(query.GetValueOrDefault(OurId.QueryName)) is not { } message ||
            !int.TryParse(query.GetValueOrDefault("type"), NumberStyles.None, CultureInfo.InvariantCulture, out var type)
                || Status((ReportType)type) is not { } status)
            return new CallbackResult.Unreadable("Neither a delivery report nor an SMS of Kannel.");

        var reply = query.GetValueOrDefault("reply") ?? "";
        return new CallbackResult.Understood([status == DeliveryStatus.Undelivered
            ? new GatewayEvent.StatusReported(message.ToString(), message, status, Code: CodeOf(reply), Text: WordsOf(reply))
            {
                Fault = FaultOf(reply),
            }
            : new GatewayEvent.StatusReported(message.ToString(), message, status)]);
    }

    /// <summary>A plus, or the blank that an unescaped one became, says that the number is written in full.</summary>
    private static IReadOnlyList<GatewayEvent> Incoming(string from, byte[] octets, IReadOnlyDictionary<string, string> query)
    {
        var text = KannelTexts.Read(octets, query.GetValueOrDefault("coding"), query.GetValueOrDefault("charset"));
        var reply = new GatewayEvent.MessageReceived(from.TrimStart('+', ' '), text, null) { MayBeNational = from[0] is not ('+' or ' ') };
        return text is not null ? [reply] : [reply, new GatewayEvent.NotUnderstood(
            "A client's SMS whose text cannot be read. Let the get-url end with &coding=%c&charset=%C.")];
    }

    private static DeliveryStatus? Status(ReportType type) => type switch
    {
        ReportType.Delivered => DeliveryStatus.Delivered,
        ReportType.NotDelivered or ReportType.RejectedBySmsc => DeliveryStatus.Undelivered,
        ReportType.Buffered or ReportType.TakenBySmsc => DeliveryStatus.Sent,
        _ => null,
    };

    /// <summary>The SMPP status of a rejection (<c>NACK/0x0000000b/…</c>), or state and error of a receipt.</summary>
    private static string? CodeOf(string reply)
    {
        if (reply.Split('/') is ["NACK", { Length: > 0 and <= 20 } nack, ..]) return nack;
        var receipt = Receipt().Match(reply);
        return receipt.Success ? $"{receipt.Groups["stat"].Value} {receipt.Groups["err"].Value}".Trim() : null;
    }

    /// <summary>A rejection has the status that a submit would have been answered with; a receipt has its state.</summary>
    private static Fault? FaultOf(string reply)
    {
        if (Receipt().Match(reply) is { Success: true } receipt) return SmppReceipts.MeaningOf(receipt.Groups["stat"].Value).Fault;
        return reply.Split('/') is ["NACK", ['0', 'x', .. var hex], ..]
            && uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var nack) && nack != 0
            ? Answers.FaultOf(SmppAnswers.Refusal(nack, SmppStatusTable.Empty))
            : null;
    }

    /// <summary>The SMSC's words without the piece of the message that receipts end with.</summary>
    private static string? WordsOf(string reply)
    {
        var end = reply.IndexOf("text:", StringComparison.OrdinalIgnoreCase);
        return VendorWords.Text(end < 0 ? reply : reply[..end]);
    }

    [GeneratedRegex(
        @"\bstat:(?<stat>[A-Z]{1,10})\b(?: err:(?<err>[0-9A-Za-z]{1,10}))?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Receipt();
}
