using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Wire;

namespace OlConnector.Webhooks;

/// <summary>What is told of a message: what the event says of its state, the rest as it stands when the event is first told.</summary>
internal static class MessageData
{
    // Held until the number stands in the delivery: an erasure comes before, and there is none, or after, and finds it there.
    private const string Find = $"""
        SELECT line_id, campaign_id, portal_message_id, source, phone, accepted_at, sent_at, delivered_at, gateway_message_id
          FROM messages WHERE portal_id = @portal AND id = @id {RowLock.Wait}
        """;

    /// <summary>The data as JSON, and the digits of the number that it names.</summary>
    internal static (string Data, string? Phone) Read(WriteTurn turn, PortalId portal, DeliveryBook.Waiting head)
    {
        var found = turn.First(Find, Facts.Read, ("portal", portal), ("id", head.Subject));
        var data = ApiJson.Text(new MessageEvent(
            head.Subject.ToString("N"), found?.Line.ToString("N"), found?.Campaign?.ToString("N"), found?.PortalMessageId, found?.Source,
            found?.Phone is { } digits ? "+" + digits : null, head.State!, head.Reason, found?.AcceptedAt, found?.SentAt,
            found?.DeliveredAt, found?.GatewayMessageId));
        return (data, found?.Phone);
    }

    private sealed record Facts(
        Guid Line, Guid? Campaign, string? PortalMessageId, string Source, string? Phone, DateTimeOffset AcceptedAt, DateTimeOffset? SentAt,
        DateTimeOffset? DeliveredAt, string? GatewayMessageId)
    {
        internal static Facts Read(DbDataReader row) => new(
            row.GetGuid(0), row.GuidOrNull(1), row.TextOrNull(2) is ['~', ..] ? null : row.TextOrNull(2), row.GetString(3),
            row.TextOrNull(4), row.Moment(5), row.MomentOrNull(6), row.MomentOrNull(7), row.TextOrNull(8));
    }
}
