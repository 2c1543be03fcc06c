using System.Globalization;
using System.Text.RegularExpressions;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

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
            && query.TryGetValue("text", out var text))
            return new CallbackResult.Understood([new GatewayEvent.MessageReceived(from.TrimStart('+', ' '), text, null)]);

        if (OurId.Read(query.GetValueOrDefault(OurId.QueryName)) is not { } message ||
            !int.TryParse(query.GetValueOrDefault("type"), NumberStyles.None, CultureInfo.InvariantCulture, out var type)
                || Status((ReportType)type) is not { } status)
            return new CallbackResult.Unreadable("Neither a delivery report nor an SMS of Kannel.");

        var reply = query.GetValueOrDefault("reply") ?? "";
        var isBad = status == DeliveryStatus.Undelivered;
        return new CallbackResult.Understood([new GatewayEvent.StatusReported(
            message.ToString(), message, status, Code: isBad ? CodeOf(reply) : null, Text: isBad ? WordsOf(reply) : null)]);
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

    /// <summary>The SMSC's words without the piece of the message that receipts end with.</summary>
    private static string? WordsOf(string reply)
    {
        var end = reply.IndexOf("text:", StringComparison.OrdinalIgnoreCase);
        var words = Answers.Words(end < 0 ? reply : reply[..end], "");
        return words.Length == 0 ? null : words;
    }

    [GeneratedRegex(
        @"\bstat:(?<stat>[A-Z]{1,10})\b(?: err:(?<err>[0-9A-Za-z]{1,10}))?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Receipt();
}
