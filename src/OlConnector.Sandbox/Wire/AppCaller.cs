using System.Net.Http.Headers;
using System.Text;

namespace OlConnector.Sandbox.Wire;

/// <summary>Posts to the app as browsers, queue servers and the phone network do: by HTTP/1.1, no redirects, no retry.</summary>
internal sealed class AppCaller : IDisposable
{
    /// <summary>What the queue servers, which bring events and messages, call themselves.</summary>
    public const string QueueAgent = "Bitrix24 Webhook Engine";

    /// <summary>What a person's browser calls itself.</summary>
    public const string Browser = "Mozilla/5.0";

    /// <summary>How long the cloud waits for an answer, in real time. The true figure is unknown (bitrix24.md §5.5).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Every call has its own connection: a restarted app must not lose a call to a connection that died with its predecessor.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    })
    { Timeout = Patience };

    /// <summary>Posts a form; status 0 when there was no answer.</summary>
    public Task<AppAnswer> PostFormAsync(string url, string form, string agent, CancellationToken ct) =>
        SendAsync(url, form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"), agent, ct);

    /// <summary>Posts JSON, as the phone network does.</summary>
    public Task<AppAnswer> PostJsonAsync(string url, string json, CancellationToken ct) =>
        SendAsync(url, json, new MediaTypeHeaderValue("application/json", "utf-8"), agent: null, ct);

    public void Dispose() => _http.Dispose();

    private async Task<AppAnswer> SendAsync(string url, string text, MediaTypeHeaderValue type, string? agent, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(text, Encoding.UTF8) };
        request.Content.Headers.ContentType = type;
        if (agent is not null)
            request.Headers.UserAgent.ParseAdd(agent);
        try
        {
            using var answer = await _http.SendAsync(request, ct);
            var body = await answer.Content.ReadAsStringAsync(ct);
            var headers = answer.Headers.Concat(answer.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new AppAnswer((int)answer.StatusCode, body, headers, TimeProvider.System.GetElapsedTime(started));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || problem is TaskCanceledException
            && !ct.IsCancellationRequested)
        {
            return new AppAnswer(0, $"{problem.Message} {problem.InnerException?.Message}".TrimEnd(),
                new Dictionary<string, string>(), TimeProvider.System.GetElapsedTime(started));
        }
    }
}

/// <summary>What the app answered; status 0 means not at all.</summary>
internal sealed record AppAnswer(int Status, string Body, IReadOnlyDictionary<string, string> Headers, TimeSpan Latency);
