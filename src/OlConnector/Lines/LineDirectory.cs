using System.Linq.Expressions;
using System.Threading.RateLimiting;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Nodes;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Lines;

/// <summary>
/// Which line a call is for. The keys of all lines are in memory, as hashes only, so that a call can be told from a forgery without the
/// database (design.md §4.5); but memory alone refuses nobody: a key or token that it does not know is looked up before it is refused,
/// because another node may have made it a moment ago.
/// </summary>
internal sealed class LineDirectory(Database database, SecretBox secrets, Revisions revisions, TimeProvider clock) : IDisposable
{
    private const int LookUpsAtOnce = 4;
    private const int LookUpsWaiting = 256;

    /// <summary>Who called does not wait longer for a database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly KnownLines _known = new(secrets);

    /// <summary>
    /// Keys that nobody has: who tries one again costs no look-up. Keys are made here and told afterwards, so none of them can become a
    /// line's later.
    /// </summary>
    private readonly HashMemory _unknown = new(TimeSpan.FromMinutes(1), clock);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ConcurrencyLimiter _lookUps = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = LookUpsAtOnce,
        QueueLimit = LookUpsWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private long _seen;

    /// <summary>Reads all lines. Called before anything else runs.</summary>
    public async Task ReadAllAsync(CancellationToken ct = default)
    {
        var seen = await revisions.NumberAsync(Revisions.Lines, ct);
        await using var db = database.Read();
        _known.Take(await LineReading.Of(db.Lines.AsNoTracking(), db.Portals.AsNoTracking()).ToListAsync(ct));
        _seen = seen;
    }

    /// <summary>
    /// Reads what changed since the last look, on this node or another: no more than that. Whoever changes a line's keys or settings, or a
    /// portal's application token, notes it in the same transaction (<see cref="Revisions.Note(WriteTurn, LineId)"/>) and calls this when
    /// it is committed. A change stays though its caller is gone: this cannot be cancelled. Where the database went away in between, the
    /// change stands all the same: a new key is looked up when it is used, the rest is read with the next change or look.
    /// </summary>
    public async Task RefreshAsync()
    {
        await _one.WaitAsync();
        try
        {
            await ReadChangesAsync();
        }
        catch (Exception failure) when (database.IsAway(failure))
        {
            // Nothing was taken in of it, so nothing counts as seen.
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The line whose HANDLER key this is, or was until its grace ended; null when memory does not know.</summary>
    public LineAddress? FindByHandlerKey(string key) => _known.FindByHandlerKey(SecretKey.Hash(key), clock.GetUtcNow());

    /// <summary>Looks a HANDLER key up that memory does not know.</summary>
    public Task<KeySearch> LookUpHandlerKeyAsync(string key)
    {
        var hash = SecretKey.Hash(key);
        return LookUpAsync(
            hash, line => line.HandlerKeyHash == hash || line.PreviousHandlerKeyHash == hash,
            () => _known.FindByHandlerKey(hash, clock.GetUtcNow()));
    }

    /// <summary>The line whose hook key this is, or was until its grace ended; null when memory does not know.</summary>
    public LineAddress? FindByHookKey(string key) => _known.FindByHookKey(SecretKey.Hash(key), clock.GetUtcNow());

    /// <summary>Looks a hook key up that memory does not know.</summary>
    public Task<KeySearch> LookUpHookKeyAsync(string key)
    {
        var hash = SecretKey.Hash(key);
        return LookUpAsync(
            hash, row => row.HookKeyHash == hash || row.PreviousHookKeyHash == hash,
            () => _known.FindByHookKey(hash, clock.GetUtcNow()));
    }

    /// <summary>The portal's lines of one kind of gateway.</summary>
    public IEnumerable<LineAddress> OfKind(PortalId portal, string gatewayKind) =>
        _known.Of(portal).Where(line => line.GatewayKind == gatewayKind);

    /// <summary>The portal's line with this CODE. One that memory does not know may have been made a moment ago, by another node.</summary>
    public async Task<LineAddress?> FindAsync(PortalId portal, string code)
    {
        if (Known() is { } known) return known;
        if (code.Length == 0) return null;
        await AskAsync(RefreshAsync);
        return Known();

        LineAddress? Known() => _known.Of(portal).FirstOrDefault(line => string.Equals(line.Code, code, StringComparison.Ordinal));
    }

    /// <summary>Any line of the portal, for what all of them share; null where it has none.</summary>
    public LineAddress? AnyOf(PortalId portal) => _known.Of(portal) is [var line, ..] ? line : null;

    /// <summary>
    /// True when the application token is the portal's own, or its previous one within the grace. One that is not is looked up first.
    /// </summary>
    /// <remarks>While the database does not answer, what memory knows has to do.</remarks>
    public async Task<bool> IsGenuineAsync(LineAddress line, string applicationToken)
    {
        var hash = SecretKey.Hash(applicationToken);
        if (IsGenuine(line, hash)) return true;
        await AskAsync(() => ReadPortalAsync(line.PortalId));
        return IsGenuine(_known.Renew(line), hash);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lookUps.Dispose();
        _one.Dispose();
    }

    private async Task ReadChangesAsync()
    {
        var number = await revisions.NumberAsync(Revisions.Lines, CancellationToken.None);
        if (number == _seen) return;
        await using var db = database.Read();
        var (portals, lines) = (db.Portals.AsNoTracking(), db.Lines.AsNoTracking());
        _known.Take(await portals.Where(row => row.Revision > _seen).Select(PortalReading.OfRow).ToListAsync());
        _known.Take(await LineReading.Of(lines.Where(row => row.Revision > _seen), portals).ToListAsync());
        _seen = number;
    }

    private async Task<KeySearch> LookUpAsync(string hash, Expression<Func<Line, bool>> isIts, Func<LineAddress?> find)
    {
        if (_unknown.Knows(hash)) return new KeySearch.Nobody();
        using var permit = await _lookUps.AcquireAsync();
        if (!permit.IsAcquired || !await AskAsync(() => ReadLinesAsync(isIts))) return new KeySearch.NotNow();
        if (find() is { } line) return new KeySearch.Found(line);
        _unknown.Remember(hash);
        return new KeySearch.Nobody();
    }

    private async Task ReadLinesAsync(Expression<Func<Line, bool>> which)
    {
        await using var db = database.Read();
        _known.Take(await LineReading.Of(db.Lines.AsNoTracking().Where(which), db.Portals.AsNoTracking()).ToListAsync());
    }

    private async Task ReadPortalAsync(PortalId portal)
    {
        await using var db = database.Read();
        _known.Take(await db.Portals.AsNoTracking().Where(row => row.Id == portal).Select(PortalReading.OfRow).ToListAsync());
    }

    /// <summary>False when the database does not answer in time. The question goes on and its answer is taken in all the same.</summary>
    private async Task<bool> AskAsync(Func<Task> question)
    {
        try
        {
            await question().WaitAsync(Patience, clock);
            return true;
        }
        catch (Exception failure) when (failure is TimeoutException || database.IsAway(failure))
        {
            return false;
        }
    }

    private bool IsGenuine(LineAddress line, string hash) =>
        (line.ApplicationTokenHash is { } current && SecretKey.AreEqual(current, hash))
        || (line.PreviousApplicationTokenHash is { } old && line.PreviousApplicationTokenEndsAt > clock.GetUtcNow()
            && SecretKey.AreEqual(old, hash));
}
