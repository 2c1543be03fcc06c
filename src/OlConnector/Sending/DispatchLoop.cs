using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>
/// Claims lines as they come due and sends beside one another. Sleeps until the next due moment or a local signal, never on a fixed poll.
/// </summary>
internal sealed class DispatchLoop(
    Writer writer, Database database, Claims claiming, Settling settling, Dispatcher dispatcher, ClockWatch clockWatch, HoldsBegun holds,
    Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<DispatchLoop> log) : BackgroundService
{
    /// <summary>A line that is due and that somebody else holds just now is looked at again after this long.</summary>
    private static readonly TimeSpan BusyLinePause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Lines claimed in one turn on a database that is a network away: each costs several statements, and none is sent before all are
    /// written.
    /// </summary>
    private const int MostOfATurn = 50;

    private readonly Rounds _rounds = new(clock, TimeSpan.FromSeconds(1), log.LoopBroke, wakeups.Dispatching);
    private int _underWay;
    private DateTimeOffset? _nextExpiry;
    private Guid? _doubtful;

    /// <summary>How long a stopping node waits for sends under way.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        // The host stops the web first and waits for its callers; sends must not go on for so long.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await RunAsync(stopping.Token);
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        // Alone on its database, a starting node knows that every claim is a dead process's.
        if (!database.IsShared) await ExpireAsync(all: true);
        await _rounds.RunAsync(DispatchDueAsync, stoppingToken);
    }

    /// <summary>Starts what is due and answers when to look again; null for at the next signal.</summary>
    private async Task<DateTimeOffset?> DispatchDueAsync(CancellationToken stopping)
    {
        if (clockWatch.HasStepped())
        {
            await clockWatch.RecomputeAllAsync();
            // It was noted by the clock as it stood before.
            _nextExpiry = null;
        }

        if (_nextExpiry <= clock.GetUtcNow()) await ExpireAsync(all: false);
        while (true)
        {
            var free = options.CurrentValue.SendSlots - Volatile.Read(ref _underWay);
            if (free <= 0) return null;
            var (token, now, claimedAt) = (NewKey.At(clock), clock.GetUtcNow(), clock.GetTimestamp());
            var most = database.IsShared ? Math.Min(free, MostOfATurn) : free;
            var (claims, next, expiry) = await ClaimAsync(most, token, now, stopping);
            if (holds.HasAny) wakeups.Composing.Pulse();
            foreach (var claim in claims) _ = TrackAsync(claim, claimedAt, stopping);
            Meters.Claims.Add(1);
            Meters.Sends.Add(claims.Count);
            _nextExpiry = expiry;
            if (next is not { } due || due > clock.GetUtcNow()) return Moments.Earlier(next, expiry);
            if (claims.Count == 0) return clock.GetUtcNow() + BusyLinePause;
            if (claims.Count < most) return due;
        }
    }

    /// <summary>
    /// Claims what is due. When the database went away meanwhile nobody knows whether it was claimed: such a claim goes back first, since
    /// nothing was sent by it.
    /// </summary>
    private async Task<(IReadOnlyList<Claim> Claims, DateTimeOffset? Next, DateTimeOffset? Expiry)> ClaimAsync(
        int free, Guid token, DateTimeOffset now, CancellationToken stopping)
    {
        if (_doubtful is { } earlier) await writer.RunAsync(turn => settling.ReturnAll(turn, earlier, now), stopping);
        _doubtful = token;
        var claimed = await writer.RunAsync(
            turn => (claiming.Take(turn, free, token, now), claiming.NextDueAt(turn), settling.NextExpiryAt(turn)), CancellationToken.None);
        _doubtful = null;
        return claimed;
    }

    private async Task TrackAsync(Claim claim, long claimedAt, CancellationToken stopping)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await Task.Run(() => dispatcher.DispatchAsync(claim, claimedAt, stopping), CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.SettleBroke(claim.LineId, claim.Message.Id, failure);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            wakeups.Dispatching.Pulse();
        }
    }

    private async Task ExpireAsync(bool all)
    {
        var now = clock.GetUtcNow();
        var freed = await writer.RunAsync(turn => settling.ExpireClaims(turn, all, now));
        if (freed == 0) return;
        log.ClaimsExpired(freed);
        wakeups.Watching.Pulse();
        wakeups.Telling.Pulse();
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(StopWithin, clock);
        while (Volatile.Read(ref _underWay) > 0 && !patience.IsCancellationRequested)
        {
            var waiting = wakeups.Dispatching.WaitAsync(clock.GetUtcNow() + StopWithin, patience.Token);
            await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
