using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;

namespace OlConnector.Harness.Sink;

/// <summary>
/// Tells the product what became of sends: some before their answer, some late, some
/// twice, some never. A node that is away is told again, a few times.
/// </summary>
internal sealed class SinkCallbacks(Random chance, TimeProvider clock) : IAsyncDisposable
{
    private const int Tries = 4;
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(700);

    private readonly ConcurrentDictionary<string, string> _hooks = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 8 })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };
    private readonly CancellationTokenSource _ending = new();

    internal void Register(string line, string hook) => _hooks[line] = hook;

    /// <summary>Before the answer of the send.</summary>
    internal void Early(string line, string gatewayId, string messageId)
    {
        if (Draw(100) < 4) _ = TellAsync(line, gatewayId, messageId, "delivered", TimeSpan.Zero);
    }

    /// <summary>After the answer.</summary>
    internal void Later(string line, string gatewayId, string messageId)
    {
        var draw = Draw(100);
        if (draw < 50) _ = TellAsync(line, gatewayId, messageId, "delivered", TimeSpan.FromMilliseconds(Draw(1500)));
        if (draw < 8) _ = TellAsync(line, gatewayId, messageId, "delivered", TimeSpan.FromMilliseconds(Draw(1500)));
        if (draw < 15) _ = TellAsync(line, gatewayId, messageId, "read", TimeSpan.FromMilliseconds(Draw(2500)));
        else if (draw is > 90 and < 95) _ = TellAsync(line, gatewayId, messageId, "undelivered", TimeSpan.FromMilliseconds(Draw(1500)));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _http.Dispose();
    }

    private async Task TellAsync(string line, string gatewayId, string messageId, string status, TimeSpan after)
    {
        if (!_hooks.TryGetValue(line, out var hook)) return;
        var body = $$"""{"id":"{{gatewayId}}","clientId":"{{messageId}}","status":"{{status}}"}""";
        try
        {
            await Task.Delay(after, clock, _ending.Token);
            for (var tried = 0; tried < Tries && !await PostAsync(hook, body); tried++)
                await Task.Delay(AfterRefusal, clock, _ending.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The world ends.
        }
    }

    private async Task<bool> PostAsync(string hook, string body)
    {
        try
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await _http.PostAsync(new Uri(hook), content, _ending.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private int Draw(int below)
    {
        lock (chance) return chance.Next(below);
    }
}
