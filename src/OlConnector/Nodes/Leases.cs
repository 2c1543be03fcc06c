using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Nodes;

/// <summary>
/// Lets one node at a time do what must not be done by two: one renewal of a portal's tokens, one request with statuses, one round of
/// care. A lease that its holder does not give back ends by itself. On a database of one's own there is nobody to ask.
/// </summary>
internal sealed class Leases(Database database, Writer writer, TimeProvider clock)
{
    private const string Take = """
        INSERT INTO leases (portal_id, name, holder, ends_at) VALUES (@portal, @name, @holder, @ends)
        ON CONFLICT (portal_id, name) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at
         WHERE leases.ends_at <= @now OR leases.holder = excluded.holder
        """;

    private const string GiveBack = "DELETE FROM leases WHERE portal_id = @portal AND name = @name AND holder = @holder";

    /// <summary>How long a dead node's work lies at most before another takes it over.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    private readonly Guid _node = NewKey.At(clock);

    /// <summary>The name of work that concerns no portal in particular.</summary>
    public static readonly PortalId NoPortal = new("-");

    /// <summary>True when this node may work now; asking again while it holds the lease prolongs it.</summary>
    /// <param name="portal">Whose work it is.</param>
    /// <param name="name">What work.</param>
    /// <param name="life">After this long without a word it is anybody's.</param>
    public async Task<bool> TryTakeAsync(PortalId portal, string name, TimeSpan life)
    {
        if (!database.IsShared) return true;
        var now = clock.GetUtcNow();
        return await writer.RunAsync(
            turn => turn.Execute(Take, ("portal", portal), ("name", name), ("holder", _node), ("ends", now + life), ("now", now))) == 1;
    }

    /// <summary>
    /// Works while this node holds the lease, and prolongs it for as long as that takes: nobody waits longer than <see cref="Life"/> for
    /// a node that died. Whoever lost it, after standing still for example, is told to stop.
    /// </summary>
    /// <returns>False when another node holds it: nothing was done.</returns>
    public async Task<bool> TryWorkAsync(PortalId portal, string name, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (!await TryTakeAsync(portal, name, Life)) return false;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var prolonging = database.IsShared ? ProlongAsync(portal, name, held) : Task.CompletedTask;
        try
        {
            await work(held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // The lease was lost: the rest is another node's.
        }
        finally
        {
            await held.CancelAsync();
            await prolonging;
            await GiveBackAsync(portal, name).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    /// <summary>Takes the lease as soon as its holder gives it back or loses it.</summary>
    public async Task TakeAsync(PortalId portal, string name, TimeSpan life, CancellationToken ct = default)
    {
        while (!await TryTakeAsync(portal, name, life)) await Task.Delay(BetweenTries, clock, ct);
    }

    /// <summary>Lets the next one work.</summary>
    public Task GiveBackAsync(PortalId portal, string name) =>
        database.IsShared
            ? writer.RunAsync(turn => turn.Execute(GiveBack, ("portal", portal), ("name", name), ("holder", _node)))
            : Task.CompletedTask;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    private async Task ProlongAsync(PortalId portal, string name, CancellationTokenSource held)
    {
        while (!held.IsCancellationRequested)
        {
            await Task.Delay(Life / 3, clock, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!held.IsCancellationRequested && !await TryTakeAsync(portal, name, Life)) await held.CancelAsync();
            }
            catch (Exception failure) when (database.IsAway(failure) || failure is DatabaseAwayException)
            {
                // Nobody can take it while the database is away; the next try tells whose it is.
            }
        }
    }
}
