using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Bulk actions on messages in short transactions, so that no pace suffers from them (design.md §4.5).</summary>
internal sealed class BulkMoves(Writer writer, SliceMoves moves, Wakeups wakeups, TimeProvider clock)
{
    /// <summary>Rows of one transaction.</summary>
    public const int Slice = 200;

    private const string WaitingOfLine = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE line_id = @line AND state IN ('accepted', 'queued', 'held') AND sequence > @after
         ORDER BY sequence LIMIT @limit
        """;

    /// <summary>Takes everything unsent of a line out of its queue.</summary>
    public Task<int> ClearLineAsync(LineId line, string reason, string by) =>
        EndAllAsync(WaitingOfLine, MessageState.Cleared, reason, by, ("line", line));

    /// <summary>
    /// Ends every message that a query finds, oldest first. The query has a <c>@limit</c>, and an <c>@after</c> where what was changed
    /// would be walked over again.
    /// </summary>
    public Task<int> EndAllAsync(string query, MessageState to, string reason, string by, params (string Name, object? Value)[] values) =>
        EachAsync(query, int.MaxValue, (turn, held, now) => moves.End(turn, held, to, reason, by, now), values);

    /// <summary>Holds every message that a query finds.</summary>
    public Task<int> HoldAllAsync(string query, string reason, DateTimeOffset expiresAt, params (string Name, object? Value)[] values) =>
        EachAsync(query, int.MaxValue, (turn, held, now) => moves.Hold(turn, held, reason, expiresAt, now), values);

    /// <summary>Lets every held message that a query finds wait longer.</summary>
    public Task<int> KeepAsync(string query, DateTimeOffset until, params (string Name, object? Value)[] values) =>
        EachAsync(query, int.MaxValue, (turn, held, _) => SliceMoves.Keep(turn, held, until), [.. values, ("until", until)]);

    /// <summary>Sends up to <paramref name="most"/> held messages back to be composed and admitted again.</summary>
    public async Task<int> ReleaseAsync(
        string query, int most, ReleaseAs composeAs, TimeSpan validity, string by, params (string Name, object? Value)[] values)
    {
        var released = await EachAsync(
            query, most, (turn, held, now) => moves.Release(turn, held, now + validity, by, now, composeAs), values);
        if (released > 0) wakeups.Composing.Pulse();
        return released;
    }

    private async Task<int> EachAsync(
        string query, int most, Func<WriteTurn, List<MessageRow>, DateTimeOffset, int> act, (string Name, object? Value)[] values)
    {
        var (done, after) = (0, 0L);
        while (done < most)
        {
            var (now, limit, behind) = (clock.GetUtcNow(), Math.Min(Slice, most - done), after);
            var (found, changed) = await writer.RunAsync(turn =>
            {
                var held = turn.Query($"{query} {RowLock.Wait}", MessageRow.Read, [.. values, ("limit", limit), ("after", behind)]);
                return (held, act(turn, held, now));
            });
            done += changed;
            if (found.Count < limit || changed == 0) break;
            after = found[^1].Sequence;
        }

        if (done > 0) wakeups.Telling.Pulse();
        return done;
    }
}
