using OlConnector.Engine;
using OlConnector.Engine.Lines;

namespace OlConnector.Storage.Queue;

/// <summary>The two look-ups that find the head of a line's queues; the indexes ix_messages_ready and ix_messages_retry serve exactly these.</summary>
internal static class QueueHeads
{
    internal const string ReadyDirect = """
        SELECT sequence FROM messages
         WHERE line_id = @line AND traffic = 'direct' AND campaign_id IS NULL AND state = 'queued' AND retry_at IS NULL
         ORDER BY sequence LIMIT 1
        """;

    internal const string RunnableCampaign = """
        SELECT c.id FROM campaigns c
         WHERE c.line_id = @line AND c.is_live AND NOT c.is_paused AND c.stopped_at IS NULL
           AND EXISTS (SELECT 1 FROM messages m
                        WHERE m.line_id = @line AND m.traffic = 'marketing' AND m.campaign_id = c.id AND m.state = 'queued' AND m.retry_at IS NULL)
         ORDER BY c.rank, c.started_at LIMIT 1
        """;

    internal const string ReadyMarketing = """
        SELECT sequence FROM messages
         WHERE line_id = @line AND traffic = 'marketing' AND campaign_id = @campaign AND state = 'queued' AND retry_at IS NULL
         ORDER BY sequence LIMIT 1
        """;

    internal const string PostponedDirect = """
        SELECT sequence, retry_at FROM messages
         WHERE line_id = @line AND traffic = 'direct' AND state = 'queued' AND retry_at IS NOT NULL
         ORDER BY retry_at LIMIT 1
        """;

    private const string PostponedMarketing = """
        SELECT m.sequence, m.retry_at FROM messages m JOIN campaigns c ON c.id = m.campaign_id
         WHERE m.line_id = @line AND m.traffic = 'marketing' AND m.state = 'queued' AND m.retry_at IS NOT NULL AND NOT c.is_paused
         ORDER BY m.retry_at LIMIT 1
        """;

    /// <summary>The head of the direct queue: lowest sequence that may go, else the earliest postponed one.</summary>
    internal static QueueHead? Direct(WriteTurn turn, LineId line, DateTimeOffset now) =>
        Choose(Ready(turn, ReadyDirect, line, null), Postponed(turn, PostponedDirect, line), now);

    /// <summary>The head of the marketing queue: lowest sequence of the first runnable campaign, else the earliest postponed one.</summary>
    internal static QueueHead? Marketing(WriteTurn turn, LineId line, DateTimeOffset now)
    {
        var campaign = turn.First(RunnableCampaign, row => (Guid?)row.GetGuid(0), ("line", line));
        var ready = campaign is null ? null : Ready(turn, ReadyMarketing, line, campaign);
        return Choose(ready, Postponed(turn, PostponedMarketing, line), now);
    }

    private static QueueHead? Choose(QueueHead? ready, QueueHead? postponed, DateTimeOffset now)
    {
        if (ready is not { } first || postponed is not { } later) return ready ?? postponed;
        return later.RetryAt <= now && later.Sequence < first.Sequence ? later : first;
    }

    private static QueueHead? Ready(WriteTurn turn, string sql, LineId line, Guid? campaign) => campaign is null
        ? turn.First(sql, row => (QueueHead?)new QueueHead(row.GetInt64(0), null), ("line", line))
        : turn.First(sql, row => (QueueHead?)new QueueHead(row.GetInt64(0), null), ("line", line), ("campaign", campaign));

    private static QueueHead? Postponed(WriteTurn turn, string sql, LineId line) =>
        turn.First(sql, row => (QueueHead?)new QueueHead(row.GetInt64(0), row.Moment(1)), ("line", line));
}
