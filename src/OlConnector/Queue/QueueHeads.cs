using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>The messages that stand first in a line's two queues.</summary>
/// <param name="Direct">Lowest sequence that may go, else the earliest postponed one; null when none waits.</param>
/// <param name="Marketing">The same of the first runnable campaign.</param>
internal readonly record struct QueueHeads(QueueHead? Direct, QueueHead? Marketing)
{
    // Ordered by the campaign too, which none has: PostgreSQL does not see that IS NULL leaves one value, and would sort all that waits.
    private const string ReadyDirect = """
        SELECT m.sequence FROM messages m
         WHERE m.line_id = l.id AND m.traffic = 'direct' AND m.campaign_id IS NULL AND m.state = 'queued' AND m.retry_at IS NULL
         ORDER BY m.campaign_id, m.sequence LIMIT 1
        """;

    private const string RunnableCampaign = """
        SELECT c.id FROM campaigns c
         WHERE c.line_id = l.id AND c.is_live AND NOT c.is_paused AND c.stopped_at IS NULL
           AND EXISTS (SELECT 1 FROM messages w
                        WHERE w.line_id = l.id AND w.traffic = 'marketing' AND w.campaign_id = c.id AND w.state = 'queued'
                          AND w.retry_at IS NULL)
         ORDER BY c.rank, c.started_at LIMIT 1
        """;

    private const string ReadyMarketing = $"""
        SELECT m.sequence FROM messages m
         WHERE m.line_id = l.id AND m.traffic = 'marketing' AND m.campaign_id = ({RunnableCampaign}) AND m.state = 'queued'
           AND m.retry_at IS NULL
         ORDER BY m.sequence LIMIT 1
        """;

    private const string PostponedDirect = """
        FROM messages m
         WHERE m.line_id = l.id AND m.traffic = 'direct' AND m.state = 'queued' AND m.retry_at IS NOT NULL
         ORDER BY m.retry_at, m.sequence LIMIT 1
        """;

    private const string PostponedMarketing = """
        FROM messages m JOIN campaigns c ON c.id = m.campaign_id
         WHERE m.line_id = l.id AND m.traffic = 'marketing' AND m.state = 'queued' AND m.retry_at IS NOT NULL AND NOT c.is_paused
         ORDER BY m.retry_at, m.sequence LIMIT 1
        """;

    /// <summary>One look-up for all lines; the indexes ix_messages_ready and ix_messages_retry serve exactly this.</summary>
    internal const string OfLines = $"""
        SELECT l.id, ({ReadyDirect}), (SELECT m.sequence {PostponedDirect}), (SELECT m.retry_at {PostponedDirect}),
               ({ReadyMarketing}), (SELECT m.sequence {PostponedMarketing}), (SELECT m.retry_at {PostponedMarketing})
          FROM lines l WHERE l.id {RowSet.Lines}
        """;

    /// <summary>The heads of each of these lines.</summary>
    internal static Dictionary<LineId, QueueHeads> Find(WriteTurn turn, IEnumerable<LineId> lines, DateTimeOffset now)
    {
        var rows = turn.Query(
            OfLines,
            row => (
                Line: new LineId(row.GetGuid(0)),
                ReadyDirect: row.NumberOrNull(1), PostponedDirect: row.NumberOrNull(2), DirectAt: row.MomentOrNull(3),
                ReadyMarketing: row.NumberOrNull(4), PostponedMarketing: row.NumberOrNull(5), MarketingAt: row.MomentOrNull(6)),
            ("lines", lines));
        return rows.ToDictionary(row => row.Line, row => new QueueHeads(
            Choose(row.ReadyDirect, row.PostponedDirect, row.DirectAt, now),
            Choose(row.ReadyMarketing, row.PostponedMarketing, row.MarketingAt, now)));
    }

    /// <summary>The one that is ready, unless a postponed one came before it and its moment has come too.</summary>
    private static QueueHead? Choose(long? ready, long? postponed, DateTimeOffset? retryAt, DateTimeOffset now)
    {
        if (ready is { } first && !(postponed < first && retryAt <= now)) return new QueueHead(first, null);
        return postponed is { } later ? new QueueHead(later, retryAt) : null;
    }
}
