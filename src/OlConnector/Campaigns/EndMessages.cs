using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// The message to the number that a mailing names for its end: a direct one by the mailing's line, as if somebody had sent it by the API.
/// </summary>
internal sealed class EndMessages(StopList stopList, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private const string Ended = """
        SELECT c.portal_id, c.line_id, c.name, c.kind, c.notify_number, p.language, l.name
          FROM campaigns c JOIN portals p ON p.id = c.portal_id JOIN lines l ON l.id = c.line_id
         WHERE c.id = @campaign AND c.notify_number IS NOT NULL AND c.stopped_at IS NULL AND p.purge_requested_at IS NULL
        """;

    private const string States = "SELECT state, COUNT(*) FROM messages WHERE campaign_id = @campaign GROUP BY state";

    private const string Insert = """
        INSERT INTO messages (portal_id, id, line_id, code, source, traffic, raw_to, template, state, history, accepted_at, compose_after,
                              expires_at, attempt, counted_attempts, is_guard_counted, is_released, has_demo_unit)
        SELECT portal_id, @id, id, code, 'api', 'direct', @to, @text, 'accepted', @entry, @now, @now, @expires, 0, 0, @no, @no, @no
          FROM lines WHERE id = @line
        """;

    /// <summary>
    /// Stores it in the transaction that writes that the mailing has ended: once, whatever stops between. Not of a mailing that a person
    /// stopped or that had no message, and not to a number on the stop list.
    /// </summary>
    internal void Put(WriteTurn turn, Guid campaign, DateTimeOffset now)
    {
        var ended = turn.Query(
            Ended,
            row => new Ending(
                new PortalId(row.GetString(0)), new LineId(row.GetGuid(1)),
                row.GetString(3) == "prepared" ? row.GetString(2) : CampaignName.WithoutText(row.GetString(2)), row.GetString(4),
                row.GetString(5), row.GetString(6)),
            ("campaign", campaign));
        if (ended is not [var one] || stopList.ReasonOf(turn, one.Portal, one.Number) is not null) return;
        var states = turn.Query(
                States, row => (State: EnumText.To<MessageState>(row.GetString(0)), Count: row.GetInt32(1)), ("campaign", campaign))
            .ToDictionary(row => row.State, row => row.Count);
        if (states.Count == 0) return;
        var text = new EndNotice(one.Mailing, one.LineName, states).Message[one.Language];
        turn.Execute(
            Insert, ("id", MessageId.New(clock)), ("to", $"+{one.Number}"), ("text", text), ("now", now),
            ("entry", MessageHistory.Line(now, MessageState.Accepted, null, "system")),
            ("expires", now + options.CurrentValue.DirectValidity), ("no", false), ("line", one.Line));
        IntakeTallies.Count(turn, one.Portal, one.Line, now);
    }

    private sealed record Ending(PortalId Portal, LineId Line, string Mailing, string Number, string Language, string LineName);
}
