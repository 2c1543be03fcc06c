using System.Collections.Concurrent;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Web.Access;

/// <summary>What access leaves behind: when a token was last used, and that the vendor's support looked into a portal.</summary>
internal sealed class AccessTraces(Writer writer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>A token's last use is kept to within this time. 5 minutes.</summary>
    internal static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    private const string OperatorAction = "operator access";
    private const string OperatorChange = "operator change";

    private const string Use = """
        UPDATE api_tokens SET last_used_at = @now
         WHERE portal_id = @portal AND id = @id AND (last_used_at IS NULL OR last_used_at < @now)
        """;

    private const string Seen = "SELECT 1 FROM audit WHERE portal_id = @portal AND at >= @day AND action = @action LIMIT 1";

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _used = new();
    private readonly ConcurrentDictionary<PortalId, DateTimeOffset> _seen = new();

    /// <summary>A token opened something. Costs a write every five minutes; none where the database has too much to do.</summary>
    internal async Task TokenUsedAsync(PortalId portal, Guid token, DateTimeOffset? lastKnown)
    {
        var now = clock.GetUtcNow();
        if (lastKnown > now - Grain || !IsFirst(_used, token, now, now - Grain)) return;
        if (!writer.TryRun(turn => turn.Execute(Use, ("now", now), ("portal", portal), ("id", token)), out var kept)) return;
        try
        {
            await kept;
        }
        catch (DatabaseAwayException)
        {
            // Somebody who may read is not kept from reading because that cannot be noted.
        }
    }

    /// <summary>
    /// The vendor's support looks into a portal: its audit says so, once a day (UTC). Without that entry nothing is shown.
    /// </summary>
    internal async Task OperatorCameAsync(PortalId portal, CancellationToken ct)
    {
        var day = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        if (_seen.TryGetValue(portal, out var last) && last == day) return;
        await writer.RunAsync(turn =>
        {
            if (!turn.First(Seen, _ => true, ("portal", portal), ("day", day), ("action", OperatorAction)))
                audit.Write(turn, portal, "operator", OperatorAction, subject: null);
        }, ct);
        _seen[portal] = day;
    }

    /// <summary>Why the vendor's support is about to change something; what became of it are entries of their own.</summary>
    internal Task OperatorChangesAsync(PortalId portal, string? subject, string reason) =>
        audit.WriteAsync(portal, "operator", OperatorChange, subject, after: reason);

    /// <summary>True for one of several callers at once, and only when the last time lies before the given moment.</summary>
    private static bool IsFirst(ConcurrentDictionary<Guid, DateTimeOffset> times, Guid key, DateTimeOffset now, DateTimeOffset before) =>
        times.TryAdd(key, now) || (times.TryGetValue(key, out var last) && last <= before && times.TryUpdate(key, now, last));
}
