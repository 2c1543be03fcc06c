using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;

namespace OlConnector.Storage.Queue;

/// <summary>Applies what gateways report about messages: forward only, in any order, any number of times.</summary>
public sealed class GatewayEvents(DemoLedgers ledgers)
{
    private const string ByGatewayId = $"SELECT {MessageRow.Columns} FROM messages WHERE line_id = @line AND gateway_message_id = @gateway {RowLock.Wait}";
    private const string ByOurId = $"SELECT {MessageRow.Columns} FROM messages WHERE portal_id = @portal AND id = @id AND line_id = @line {RowLock.Wait}";

    private const string Park = """
        INSERT INTO parked_callbacks (portal_id, id, line_id, gateway_message_id, status, code, text, at)
        VALUES (@portal, @id, @line, @gateway, @status, @code, @text, @at)
        """;

    private const string Parked = "SELECT status, code, text, at FROM parked_callbacks WHERE line_id = @line AND gateway_message_id = @gateway ORDER BY at";
    private const string Unpark = "DELETE FROM parked_callbacks WHERE line_id = @line AND gateway_message_id = @gateway";

    private readonly MessageMoves _moves = new(ledgers);

    /// <summary>Applies one report, or parks it until its id appears. True when a message moved.</summary>
    public bool Apply(WriteTurn turn, PortalId portal, LineId line, GatewayEvent.StatusReported report, Guid parkingId, DateTimeOffset now)
    {
        var message = Find(turn, portal, line, report);
        var settling = message is null or { State: MessageState.Dispatching };
        if (settling && report.GatewayMessageId is { } gatewayId)
        {
            turn.Execute(
                Park, ("portal", portal), ("id", parkingId), ("line", line), ("gateway", gatewayId), ("status", report.Status), ("code", report.Code),
                ("text", report.Text), ("at", report.At ?? now));
            return false;
        }

        return message is not null && Move(turn, message, report, now);
    }

    /// <summary>Applies what was parked for an id that has just become known.</summary>
    internal void ApplyParked(WriteTurn turn, MessageRow message, string gatewayMessageId, DateTimeOffset now)
    {
        var parked = turn.Query(
            Parked,
            row => new GatewayEvent.StatusReported(
                gatewayMessageId, null, Words.To<DeliveryStatus>(row.GetString(0)), row.Moment(3),
                row.TextOrNull(1), row.TextOrNull(2)),
            ("line", message.LineId), ("gateway", gatewayMessageId));
        if (parked.Count == 0) return;
        foreach (var report in parked)
        {
            if (MessageRow.Find(turn, message.Sequence) is { } current) Move(turn, current, report, now);
        }

        turn.Execute(Unpark, ("line", message.LineId), ("gateway", gatewayMessageId));
    }

    private static MessageRow? Find(WriteTurn turn, PortalId portal, LineId line, GatewayEvent.StatusReported report)
    {
        var byGateway = report.GatewayMessageId is null ? null : turn.First(ByGatewayId, MessageRow.Read, ("line", line), ("gateway", report.GatewayMessageId));
        if (byGateway is not null || report.MessageId is not { } ours) return byGateway;
        return turn.First(ByOurId, MessageRow.Read, ("portal", portal), ("id", ours), ("line", line));
    }

    private bool Move(WriteTurn turn, MessageRow message, GatewayEvent.StatusReported report, DateTimeOffset now)
    {
        var to = report.Status switch
        {
            DeliveryStatus.Sent => MessageState.Sent,
            DeliveryStatus.Delivered => MessageState.Delivered,
            DeliveryStatus.Read => MessageState.Read,
            _ => MessageState.Undelivered,
        };
        return _moves.Report(turn, message, to, report.GatewayMessageId, report.At ?? now, "gateway", now);
    }
}
