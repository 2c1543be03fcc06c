using System.Threading.Channels;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// Keeps every REST call to a portal, masked, for three days (the Market's rule; bitrix24.md §9). Calls that come together are written
/// together.
/// </summary>
internal sealed class RestLog(Writer writer, TimeProvider clock, ILogger<RestLog> log) : IAsyncDisposable
{
    /// <summary>How long calls are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    private const int MostWaiting = 5000;
    private const int Slice = 500;

    private const string Insert = """
        INSERT INTO rest_calls (portal_id, id, at, method, request, response, http_status, took)
        VALUES (@portal, @id, @at, @method, @request, @response, @status, @took)
        """;

    private const string Forget = """
        DELETE FROM rest_calls WHERE (portal_id, id) IN (SELECT portal_id, id FROM rest_calls WHERE at < @before LIMIT @slice)
        """;

    private readonly Channel<RestCall> _waiting = Channel.CreateBounded<RestCall>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
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
        _waiting.Writer.TryWrite(new RestCall
        {
            PortalId = portal,
            Id = NewKey.At(clock),
            At = clock.GetUtcNow(),
            Method = method,
            Request = RestMask.Of(parameters),
            Response = ResponseOf(reply),
            HttpStatus = StatusOf(reply),
            Took = took,
        });
        lock (_gate)
            if (_writing.IsCompleted) _writing = Task.Run(WriteAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await FlushAsync();

    private static string ResponseOf(WireReply reply) => reply switch
    {
        WireReply.Answered answered => RestMask.Of(answered.Body),
        WireReply.Broken broken => broken.Why,
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
        try
        {
            while (true)
            {
                var batch = new List<RestCall>();
                while (batch.Count < Slice && _waiting.Reader.TryRead(out var call)) batch.Add(call);
                if (batch.Count > 0)
                {
                    await writer.RunAsync(turn => batch.ForEach(call => Write(turn, call)));
                    continue;
                }

                lock (_gate)
                {
                    // Whoever notes a call from here on finds this task gone and starts the next.
                    if (_waiting.Reader.Count > 0) continue;
                    _writing = Task.CompletedTask;
                    return;
                }
            }
        }
        catch (Exception failure)
        {
            log.RestLogBroke(failure);
        }
    }

    private static void Write(WriteTurn turn, RestCall call) => turn.Execute(
        Insert, ("portal", call.PortalId), ("id", call.Id), ("at", call.At), ("method", call.Method), ("request", call.Request),
        ("response", call.Response), ("status", call.HttpStatus), ("took", call.Took));
}
