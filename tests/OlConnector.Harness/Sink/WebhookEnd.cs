using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace OlConnector.Harness.Sink;

/// <summary>A delivery that a receiver has read whole.</summary>
/// <param name="Portal">Whose webhook.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="Body">Byte for byte.</param>
/// <param name="MessageId">The product's id of the message it is about.</param>
/// <param name="State">What that became.</param>
public sealed record WebhookNote(string Portal, long Sequence, string Body, string MessageId, string State);

/// <summary>
/// The receiver of all portals' webhooks: takes everything, a little slowly, and remembers it before it answers, so that a kill in between
/// leaves what was heard and not written down.
/// </summary>
public sealed class WebhookEnd : IAsyncDisposable
{
    private const int SlowestMilliseconds = 20;

    private readonly WireServer _server;
    private readonly TimeProvider _clock;
    private readonly Random _chance;
    private readonly ConcurrentQueue<WebhookNote> _heard = new();

    public WebhookEnd(int seed, TimeProvider clock)
    {
        (_clock, _chance, _server) = (clock, new Random(seed), new WireServer(AnswerAsync, clock));
        _server.Open();
    }

    /// <summary>Base address; a portal's member id comes behind.</summary>
    public string Url => _server.Url;

    /// <summary>Everything heard so far.</summary>
    public IReadOnlyList<WebhookNote> Heard => [.. _heard];

    /// <summary>How many were heard more than once.</summary>
    public int Repeated => _heard.GroupBy(note => (note.Portal, note.Sequence)).Count(group => group.Count() > 1);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<bool> AnswerAsync(WireRequest request, Stream connection, CancellationToken ct)
    {
        var body = Encoding.UTF8.GetString(request.Body);
        using var json = JsonDocument.Parse(body);
        var data = json.RootElement.GetProperty("data");
        _heard.Enqueue(new WebhookNote(
            request.Path.Trim('/'), json.RootElement.GetProperty("sequence").GetInt64(), body, data.GetProperty("id").GetString()!,
            data.GetProperty("state").GetString()!));
        await Task.Delay(TimeSpan.FromMilliseconds(Slowness()), _clock, ct);
        await connection.WriteAsync(WireServer.Reply(204, ""), ct);
        return true;
    }

    private int Slowness()
    {
        lock (_chance) return _chance.Next(SlowestMilliseconds);
    }
}
