using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// Deletes everything of portals whose administrators asked for it (CLEAN=1; design.md §4.15, §4.23), a slice in a transaction. The
/// portal's own row goes last: as long as it is there and says so, nothing new is taken in for the portal.
/// </summary>
internal sealed class PortalPurge(
    Database database, Writer writer, SpoolLeftovers leftovers, TimeProvider clock, ILogger<PortalPurge> log)
{
    /// <summary>Rows of one transaction.</summary>
    internal const int Slice = BulkMoves.Slice;

    /// <summary>Pause between two slices of a portal. 20 milliseconds.</summary>
    public static readonly TimeSpan BetweenSlices = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whatever was under way when the purge began (a call to the portal, an answer of a gateway, another node's transaction) has written
    /// what it had to write after this time; then the tables are looked through once more. 90 seconds: a call may take 60.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(90);

    private const string Hold =
        $"SELECT purge_requested_at FROM portals WHERE id = @portal AND purge_requested_at IS NOT NULL {RowLock.Wait}";

    private const string Finish = "DELETE FROM portals WHERE id = @portal";

    /// <summary>Rings when a purge was asked for.</summary>
    internal Wakeup Bell { get; } = new(clock);

    /// <summary>Portals whose data is to be deleted.</summary>
    internal async Task<List<PortalId>> AskedAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().Where(row => row.PurgeRequestedAt != null).OrderBy(row => row.PurgeRequestedAt)
            .Select(row => row.Id).ToListAsync(ct);
    }

    /// <summary>Deletes one slice of a portal; answers when the next one is due, null when there is nothing more to do.</summary>
    internal Task<DateTimeOffset?> SliceAsync(PortalId portal) => SliceAsync(portal, Settling);

    /// <summary>Deletes all that is left of a portal at once, if that was asked for: it is being installed anew.</summary>
    public async Task FinishAsync(PortalId portal)
    {
        await using (var db = database.Read())
            if (!await db.Portals.AsNoTracking().AnyAsync(row => row.Id == portal && row.PurgeRequestedAt != null)) return;
        while (await SliceAsync(portal, settling: TimeSpan.Zero) is not null)
        {
        }
    }

    private async Task<DateTimeOffset?> SliceAsync(PortalId portal, TimeSpan settling)
    {
        var now = clock.GetUtcNow();
        var (isAsked, next) = await writer.RunAsync(turn => Delete(turn, portal, settling, now));
        if (!isAsked || next is not null) return next;
        leftovers.ForgetPortal(portal);
        await Task.Run(database.Scrub);
        log.PortalPurged(portal);
        return null;
    }

    /// <summary>The portal's row is held: nobody finishes the purge, and installs the app anew, in the middle of a slice.</summary>
    private static (bool IsAsked, DateTimeOffset? Next) Delete(WriteTurn turn, PortalId portal, TimeSpan settling, DateTimeOffset now)
    {
        if (turn.First(Hold, row => row.MomentOrNull(0), ("portal", portal)) is not { } askedAt) return (false, null);
        if (PortalRows.Delete(turn, portal, Slice) >= Slice) return (true, now + BetweenSlices);
        if (askedAt + settling > now) return (true, askedAt + settling);
        turn.Execute(Finish, ("portal", portal));
        return (true, null);
    }
}
