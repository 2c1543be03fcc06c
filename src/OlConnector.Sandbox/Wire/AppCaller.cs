using System.Net.Http.Headers;
using System.Text;

namespace OlConnector.Sandbox.Wire;

/// <summary>Posts to the app as the portal and the queue server do: forms, no redirects, no retry.</summary>
internal sealed class AppCaller : IDisposable
{
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
    public async Task<AppAnswer> PostFormAsync(string url, string form, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var content = new StringContent(form, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return await SendAsync(url, content, started, ct);
    }

    /// <summary>Posts JSON, as the phone network does.</summary>
    public async Task<AppAnswer> PostJsonAsync(string url, string json, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await SendAsync(url, content, started, ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<AppAnswer> SendAsync(string url, HttpContent content, long started, CancellationToken ct)
    {
        try
        {
            using var answer = await _http.PostAsync(new Uri(url), content, ct);
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
