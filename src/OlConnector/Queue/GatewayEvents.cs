using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Applies what gateways report about messages: forward only, in any order, any number of times.</summary>
internal sealed class GatewayEvents(MessageMoves moves)
{
    private const string ByGatewayId =
        $"SELECT {MessageRow.Columns} FROM messages WHERE line_id = @line AND gateway_message_id = @gateway {RowLock.Wait}";
    private const string ByOurId =
        $"SELECT {MessageRow.Columns} FROM messages WHERE portal_id = @portal AND id = @id AND line_id = @line {RowLock.Wait}";

    private const string Explain =
        "UPDATE attempts SET code = @code, text = @text WHERE message_sequence = @sequence AND number = @number";

    private const string Park = """
        INSERT INTO parked_callbacks (portal_id, id, line_id, gateway_message_id, status, code, text, fault, at)
        VALUES (@portal, @id, @line, @gateway, @status, @code, @text, @fault, @at)
        """;

    private const string ParkedOnLine = "SELECT COUNT(*) FROM parked_callbacks WHERE line_id = @line";

    private const string ForgetOldest = """
        DELETE FROM parked_callbacks
         WHERE line_id = @line AND id IN (SELECT id FROM parked_callbacks WHERE line_id = @line ORDER BY id LIMIT @excess)
        """;

    /// <summary>
    /// Reports of ids that nobody knows which a line may have waiting: an id appears seconds after its report, so that of more than these
    /// the oldest belong to somebody else's messages.
    /// </summary>
    internal const int MostParked = 1_000;

    private const string Parked = $"""
        SELECT line_id, gateway_message_id, status, code, text, fault, at FROM parked_callbacks
         WHERE line_id {RowSet.Lines} AND gateway_message_id {RowSet.GatewayIds} ORDER BY at
        """;

    private const string Unpark = "DELETE FROM parked_callbacks WHERE line_id = @line AND gateway_message_id = @gateway";

    /// <summary>Applies one report, or parks it until its id appears. True when a message moved.</summary>
    public bool Apply(WriteTurn turn, PortalId portal, LineId line, GatewayEvent.StatusReported report, Guid parkingId, DateTimeOffset now)
    {
        var message = Find(turn, portal, line, report) ?? FindSettled(turn, portal, line, report);
        var settling = message is null or { State: MessageState.Dispatching };
        if (settling && report.GatewayMessageId is { } gatewayId)
        {
            // A second id is of use only while the message is known by it: which of both a later answer names, the first says best.
            turn.Execute(
                Park, ("portal", portal), ("id", parkingId), ("line", line), ("gateway", gatewayId), ("status", report.Status),
                ("code", report.Code), ("text", report.Text), ("fault", report.Fault), ("at", report.At ?? now));
            var excess = turn.First(ParkedOnLine, row => row.GetInt32(0), ("line", line)) - MostParked;
            if (excess > 0) turn.Execute(ForgetOldest, ("line", line), ("excess", excess));
            return false;
        }

        return message is not null && Move(turn, message, report, "gateway", now);
    }

    /// <summary>Applies what was parked for ids that have just become known; the lines are held.</summary>
    internal void ApplyParked(WriteTurn turn, IReadOnlyCollection<(MessageRow Message, string GatewayMessageId)> sent, DateTimeOffset now)
    {
        if (sent.Count == 0) return;
        var parked = turn.Query(
                Parked, ReadParked, ("lines", sent.Select(known => known.Message.LineId)),
                ("gateways", sent.Select(known => known.GatewayMessageId)))
            .ToLookup(row => (row.Line, row.Report.GatewayMessageId), row => row.Report);
        foreach (var (message, gatewayId) in sent.Where(known => parked.Contains((known.Message.LineId, known.GatewayMessageId))))
        {
            foreach (var report in parked[(message.LineId, gatewayId)])
                if (MessageRow.Find(turn, message.Sequence) is { } current) Move(turn, current, report, "gateway", now);
            turn.Execute(Unpark, ("line", message.LineId), ("gateway", gatewayId));
        }
    }

    /// <summary>
    /// Whoever holds the line may be writing the very id that is looked for: it is looked for once more when that is done.
    /// </summary>
    private static MessageRow? FindSettled(WriteTurn turn, PortalId portal, LineId line, GatewayEvent.StatusReported report) =>
        LineRow.Find(turn, line) is null ? null : Find(turn, portal, line, report);

    /// <summary>The message that a report is about, by the ids it gives; null when none is known.</summary>
    internal static MessageRow? Find(WriteTurn turn, PortalId portal, LineId line, GatewayEvent.StatusReported report)
    {
        var byGateway = ByGateway(turn, line, report.GatewayMessageId) ?? ByGateway(turn, line, report.OtherId);
        if (byGateway is not null || report.MessageId is not { } ours) return byGateway;
        return turn.First(ByOurId, MessageRow.Read, ("portal", portal), ("id", ours), ("line", line));
    }

    private static MessageRow? ByGateway(WriteTurn turn, LineId line, string? id) =>
        id is null ? null : turn.First(ByGatewayId, MessageRow.Read, ("line", line), ("gateway", id));

    private static (LineId Line, GatewayEvent.StatusReported Report) ReadParked(DbDataReader row)
    {
        var columns = new RowReader(row);
        var line = columns.NextLine();
        var report = new GatewayEvent.StatusReported(
            columns.NextText(), MessageId: null, columns.NextWord<DeliveryStatus>(), Code: columns.NextTextOrNull(),
            Text: columns.NextTextOrNull())
        {
            Fault = columns.NextWordOrNull<Fault>(),
        };
        return (line, report with { At = columns.NextMoment() });
    }

    /// <summary>
    /// Moves a message by what its gateway says. Why it was not delivered is kept with the attempt, in the vendor's code and words.
    /// </summary>
    internal bool Move(WriteTurn turn, MessageRow message, GatewayEvent.StatusReported report, string by, DateTimeOffset now)
    {
        // Of two ids the message keeps the one by which it is known.
        var id = report.OtherId is null ? report.GatewayMessageId : null;
        if (!moves.Report(turn, message, DeliveredState.Of(report.Status), id, report.At ?? now, by, now, report.Fault)) return false;
        if (report.Status == DeliveryStatus.Undelivered && (report.Code ?? report.Text) is not null)
            turn.Put(Explain, ("code", report.Code), ("text", report.Text), ("sequence", message.Sequence), ("number", message.Attempt));
        return true;
    }
}
