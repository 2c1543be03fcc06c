using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Gives runs their messages, a slice at a time. A message knows which one it repeats: a crash between two slices takes nothing twice and
/// forgets nothing.
/// </summary>
internal sealed class RunFilling(Writer writer, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private const string Taking = """
        FROM campaigns c
         WHERE c.takes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM portals p WHERE p.id = c.portal_id AND p.purge_requested_at IS NOT NULL)
        """;

    private const string Hold = $"SELECT c.run_of, c.takes, c.run_by {Taking} AND c.id = @run {RowLock.Wait}";

    private const string Interrupted = $"SELECT c.id {Taking} ORDER BY c.started_at LIMIT 100";

    /// <summary>Bitrix24 knows the message that is repeated and nothing of this one.</summary>
    private const string Repeat = """
        INSERT INTO messages (portal_id, id, line_id, code, source, traffic, author, bindings, raw_to, template, fields, place,
                              campaign_id, repeat_of, state, history, accepted_at, compose_after, expires_at, attempt, counted_attempts,
                              is_guard_counted, is_released, has_demo_unit)
        SELECT portal_id, @id, line_id, code, source, traffic, author, bindings, raw_to, template, fields, place, @run, sequence,
               'accepted', @entry, @now, @now, @expires, 0, 0, @no, @no, @no
          FROM messages WHERE sequence = @sequence
        """;

    private const string Filled = "UPDATE campaigns SET takes = NULL, version = version + 1 WHERE id = @run";

    /// <summary>Takes over all that the run is to have.</summary>
    public async Task FillAsync(Guid run)
    {
        while (await writer.RunAsync(turn => FillSlice(turn, run))) wakeups.Composing.Pulse();
        wakeups.Composing.Pulse();
    }

    /// <summary>Goes on with what a node that stopped had begun.</summary>
    internal async Task FillInterruptedAsync(CancellationToken ct)
    {
        foreach (var run in await writer.RunAsync(turn => turn.Query(Interrupted, row => row.GetGuid(0)), ct)) await FillAsync(run);
    }

    /// <summary>False when it has them all, or is gone with its portal's data.</summary>
    private bool FillSlice(WriteTurn turn, Guid run)
    {
        var now = clock.GetUtcNow();
        var (campaign, takes, by) = turn.First(Hold, row => (row.GetGuid(0), row.TextOrNull(1), row.TextOrNull(2)), ("run", run));
        if (takes is null) return false;
        var which = EnumText.To<RestartWhich>(takes);
        var found = turn.Query(RunSql.Next(which), MessageRow.Read, RunSql.NextValues(which, campaign, run, BulkMoves.Slice));
        foreach (var message in found)
        {
            turn.PutOne(
                Repeat, ("id", MessageId.New(clock)), ("run", run), ("entry", MessageHistory.Line(now, MessageState.Accepted, null, by!)),
                ("now", now), ("expires", now + options.CurrentValue.MarketingValidity), ("no", false), ("sequence", message.Sequence));
            IntakeTallies.Count(turn, message.PortalId, message.LineId, now);
        }

        MailingTallies.Count(turn, run, found.Count);
        if (found.Count == BulkMoves.Slice) return true;
        turn.Execute(Filled, ("run", run));
        return false;
    }
}
