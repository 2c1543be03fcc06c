using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Keeping;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Takes events that say the app was removed. Every user of the portal holds what such an event proves itself by, so the authorization
/// server is asked before anything is destroyed (<see cref="RemovalRule"/>).
/// </summary>
internal sealed class PortalRemovals(
    Database database, Writer writer, InstallationProof proof, PortalStanding standing, DoubtedRemovals doubted, PortalPurge purge,
    Leases leases, Wakeups wakeups, TimeProvider clock, ILogger<PortalRemovals> log)
{
    private const string LookLease = "removals";

    /// <summary>Looks at announcements that another node took. 1 minute.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <summary>Announcements that are looked at at once.</summary>
    private const int AtOnce = 8;

    /// <summary>Calls that Bitrix24 had in its queue before the removal have come after this time.</summary>
    private static readonly TimeSpan QueueTail = TimeSpan.FromHours(1);

    /// <summary>Rings when there is one more to look at.</summary>
    internal Wakeup Bell { get; } = new(clock);

    /// <summary>Takes an announcement; false when the app is still installed, so that nothing was changed by it.</summary>
    public async Task<bool> AnnounceAsync(PortalId portal, bool isClean)
    {
        var now = clock.GetUtcNow();
        // Noted before anything is asked: a crash must not forget the wish. One that is being looked at already is not asked about again.
        var (isNew, isWaiting) = await writer.RunAsync(turn => Note(turn, portal, isClean, now));
        if (!isNew) return isWaiting;
        var removal = new Announced(portal, isClean, now);
        var decision = RemovalRule.Decide(await proof.AskAsync(portal), TimeSpan.Zero);
        await ActAsync(removal, decision);
        Bell.Pulse();
        return decision is RemovalDecision.Believe or RemovalDecision.LookAgain { Freezes: true };
    }

    /// <summary>Asks again about those whose time has come; answers when the next one's comes.</summary>
    internal async Task<DateTimeOffset?> LookAgainAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await leases.TryTakeAsync(Leases.NoPortal, LookLease, BetweenLooks)) return now + BetweenLooks;
        await Parallel.ForEachAsync(
            await DueAsync(now, ct), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (removal, _) => await LookAtAsync(removal));
        return await NextAsync(ct) ?? (database.IsShared ? clock.GetUtcNow() + BetweenLooks : null);
    }

    private async Task LookAtAsync(Announced removal)
    {
        var word = await proof.AskAsync(removal.Portal);
        var decision = RemovalRule.Decide(word, clock.GetUtcNow() - removal.At);
        // Whoever goes on handing messages over has the app.
        if (word == InstallationWord.Refused && decision is RemovalDecision.Believe && await StillSpeaksAsync(removal))
            decision = new RemovalDecision.Dismiss();
        await ActAsync(removal, decision);
    }

    private async Task ActAsync(Announced removal, RemovalDecision decision)
    {
        var now = clock.GetUtcNow();
        switch (decision)
        {
            case RemovalDecision.Believe:
                await standing.MarkUninstalledAsync(removal.Portal, removal.IsClean);
                if (removal.IsClean) purge.Bell.Pulse();
                break;
            case RemovalDecision.LookAgain again:
                await writer.RunAsync(turn => doubted.LookAgain(turn, removal.Portal, now + again.After, again.Freezes, now));
                if (again.Freezes) log.RemovalDoubted(removal.Portal);
                break;
            case RemovalDecision.Dismiss:
                await writer.RunAsync(turn => doubted.Dismiss(turn, removal.Portal, now));
                log.RemovalDismissed(removal.Portal);
                wakeups.Dispatching.Pulse();
                break;
        }
    }

    /// <summary>A crash before the first answer leaves it to the loop.</summary>
    private static (bool IsNew, bool IsWaiting) Note(WriteTurn turn, PortalId portal, bool isClean, DateTimeOffset now)
    {
        using var db = turn.OpenDb();
        var known = db.AnnouncedRemovals.AsNoTracking().SingleOrDefault(row => row.PortalId == portal);
        DoubtedRemovals.Note(turn, portal, isClean, now + RemovalRule.WhileSilent, now);
        return (known is null, known?.FrozenLines is not null);
    }

    private async Task<List<Announced>> DueAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.AnnouncedRemovals.AsNoTracking().Where(row => row.LookAt <= now).OrderBy(row => row.LookAt)
            .Select(row => new Announced(row.PortalId, row.IsClean, row.At)).ToListAsync(ct);
    }

    private async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.AnnouncedRemovals.MinAsync(row => (DateTimeOffset?)row.LookAt, ct);
    }

    private async Task<bool> StillSpeaksAsync(Announced removal)
    {
        var after = removal.At + QueueTail;
        await using var db = database.Read();
        return await db.Messages.AnyAsync(message => message.PortalId == removal.Portal && message.AcceptedAt > after
            && (message.Source == MessageSource.Marketing || message.Source == MessageSource.Direct));
    }

    private sealed record Announced(PortalId Portal, bool IsClean, DateTimeOffset At);
}
