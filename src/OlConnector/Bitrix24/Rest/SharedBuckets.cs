using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// A portal's bucket of requests, filled by all nodes that call from one address (bitrix24.md §3.4). A node alone keeps it in memory.
/// </summary>
internal sealed class SharedBuckets(Database database, Writer writer, TimeProvider clock, IOptionsMonitor<Bitrix24Options> options)
{
    private const string Find =
        $"SELECT level, leaked_at FROM shared_buckets WHERE portal_id = @portal AND source = @source {RowLock.Wait}";

    private const string Keep = """
        INSERT INTO shared_buckets (portal_id, source, level, leaked_at) VALUES (@portal, @source, @level, @now)
        ON CONFLICT (portal_id, source) DO UPDATE SET level = excluded.level, leaked_at = excluded.leaked_at
        """;

    /// <summary>Takes room for one request; how long to wait before asking again when there is none.</summary>
    internal async ValueTask<TimeSpan> TryPourAsync(PortalId portal, PortalBucket bucket, Priority priority)
    {
        if (!database.IsShared) return bucket.TryPour(priority);
        var now = clock.GetUtcNow();
        return await writer.RunAsync(turn =>
        {
            // That the portal called its bucket full is known to this node first; the others hear it with the next request.
            var level = Math.Max(Level(turn, portal, bucket, now), bucket.Level);
            var wait = bucket.WaitAt(level, priority);
            if (wait == TimeSpan.Zero) Write(turn, portal, level + 1, now);
            return wait;
        });
    }

    private double Level(WriteTurn turn, PortalId portal, PortalBucket bucket, DateTimeOffset now)
    {
        var kept = turn.First(
            Find, row => (Level: row.GetDouble(0), At: row.Moment(1)), ("portal", portal), ("source", options.CurrentValue.SourceAddress));
        return kept.At == default ? 0 : bucket.LevelAfter(kept.Level, now - kept.At);
    }

    private void Write(WriteTurn turn, PortalId portal, double level, DateTimeOffset now) =>
        turn.Execute(Keep, ("portal", portal), ("source", options.CurrentValue.SourceAddress), ("level", level), ("now", now));
}
