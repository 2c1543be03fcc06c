using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// Keeps every call to a portal, and on its behalf to the authorization server, masked, for three days (the Market's rule; bitrix24.md §9).
/// Calls that come together are written together. While the database is away they wait; what there is no room for is counted, and the count
/// stands in the log in its place.
/// </summary>
internal sealed class RestLog(Writer writer, TimeProvider clock, ILogger<RestLog> log) : IAsyncDisposable
{
    /// <summary>How long calls are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    /// <summary>The method of an entry that stands for those which could not be kept.</summary>
    internal const string Lost = "(lost)";

    private const int MostWaiting = 2000;
    private const int Slice = 500;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private const string Insert = """
        INSERT INTO rest_calls (portal_id, id, at, method, request, response, http_status, took)
        VALUES (@portal, @id, @at, @method, @request, @response, @status, @took)
        """;

    private const string Forget = """
        DELETE FROM rest_calls WHERE (portal_id, id) IN (SELECT portal_id, id FROM rest_calls WHERE at < @before LIMIT @slice)
        """;

    private readonly CancellationTokenSource _stopping = new();
    private readonly RestLosses _losses = new();
    private readonly Queue<RestCall> _waiting = new();
    private readonly Lock _gate = new();
    private Task _writing = Task.CompletedTask;

    /// <summary>Removes what is older than three days; answers how many.</summary>
    public async Task<int> ForgetOldAsync(CancellationToken ct = default)
    {
        var (before, forgotten, last) = (clock.GetUtcNow() - Kept, 0, 0);
        do
        {
            last = await writer.RunAsync(turn => turn.Execute(Forget, ("before", before), ("slice", Slice)), ct);
            forgotten += last;
        }
        while (last == Slice);
        return forgotten;
    }

    /// <summary>Finishes when everything noted so far is written.</summary>
    public Task FlushAsync()
    {
        lock (_gate) return _writing;
    }

    /// <summary>Notes a call. Never waits and never fails its caller.</summary>
    internal void Note(PortalId portal, string method, JObject parameters, WireReply reply, TimeSpan took)
    {
        var call = Entry(portal, method, RestMask.Of(parameters), ResponseOf(reply), StatusOf(reply), took);
        lock (_gate)
        {
            if (_waiting.Count >= MostWaiting) _losses.Count(_waiting.Dequeue().PortalId);
            _waiting.Enqueue(call);
            if (_writing.IsCompleted) _writing = Task.Run(WriteAsync);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await FlushAsync();
        foreach (var (portal, entries) in _losses.Take()) log.RestLogLost(portal, entries);
        _stopping.Dispose();
    }

    private RestCall Entry(PortalId portal, string method, string request, string response, int status, TimeSpan took) => new()
    {
        PortalId = portal,
        Id = NewKey.At(clock),
        At = clock.GetUtcNow(),
        Method = method,
        Request = request,
        Response = response,
        HttpStatus = status,
        Took = took,
    };

    private static string ResponseOf(WireReply reply) => reply switch
    {
        WireReply.Answered answered => RestMask.Of(answered.Body),
        WireReply.Broken broken => broken.Why,
        WireReply.Redirected { Location: { IsAbsoluteUri: true } elsewhere } => $"redirect to {PortalHost.OriginOf(elsewhere)}",
        _ => "redirect",
    };

    private static int StatusOf(WireReply reply) => reply switch
    {
        WireReply.Answered answered => answered.Status,
        WireReply.Redirected moved => moved.Status,
        WireReply.Broken broken => broken.Status,
        _ => 0,
    };

    private async Task WriteAsync()
    {
        while (Next() is { } batch)
        {
            while (!await TryStoreAsync(batch) && !_stopping.IsCancellationRequested)
                await Task.Delay(AfterTrouble, clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// What is to be written next; null when nothing is: whoever notes a call from there on finds no writing under way and begins it.
    /// </summary>
    private List<RestCall>? Next()
    {
        lock (_gate)
        {
            var batch = new List<RestCall>();
            while (batch.Count < Slice && _waiting.TryDequeue(out var call)) batch.Add(call);
            if (batch.Count > 0) return batch;
            _writing = Task.CompletedTask;
            return null;
        }
    }

    /// <summary>
    /// False while the database is away; what could not be written by a stop is lost. An entry that no database takes is lost by itself,
    /// not with the others.
    /// </summary>
    private async Task<bool> TryStoreAsync(List<RestCall> batch)
    {
        try
        {
            await StoreAsync(batch);
            return true;
        }
        catch (DatabaseAwayException away)
        {
            log.RestLogWaits(away);
            if (_stopping.IsCancellationRequested) SayLost(batch);
            return false;
        }
        catch (Exception failure)
        {
            log.RestLogBroke(failure);
            if (batch is [var only]) _losses.Count(only.PortalId);
            else await StoreSinglyAsync(batch);
            return true;
        }
    }

    private async Task StoreSinglyAsync(List<RestCall> batch)
    {
        foreach (var call in batch)
            if (!await TryStoreAsync([call])) _losses.Count(call.PortalId);
    }

    private void SayLost(List<RestCall> batch)
    {
        foreach (var entries in batch.GroupBy(call => call.PortalId)) log.RestLogLost(entries.Key, entries.Count());
    }

    private async Task StoreAsync(List<RestCall> batch)
    {
        var losses = _losses.Take();
        try
        {
            var entries = losses.Select(loss => Entry(loss.Key, Lost, "", $"{loss.Value} entries before this one", 0, TimeSpan.Zero));
            List<RestCall> all = [.. batch, .. entries];
            await writer.RunAsync(turn => all.ForEach(call => Write(turn, call)));
        }
        catch
        {
            _losses.GiveBack(losses);
            throw;
        }

        foreach (var (portal, entries) in losses) log.RestLogLost(portal, entries);
    }

    private static void Write(WriteTurn turn, RestCall call) => turn.Execute(
        Insert, ("portal", call.PortalId), ("id", call.Id), ("at", call.At), ("method", call.Method), ("request", call.Request),
        ("response", call.Response), ("status", call.HttpStatus), ("took", call.Took));
}
