using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>One request of ours and what the vendor's description made of it.</summary>
/// <param name="Violations">What the request does against the description; empty when nothing.</param>
internal sealed record Exchange(SeenRequest Request, int Status, string Answer, string Violations);

/// <summary>
/// Prism: answers by a vendor's own OpenAPI file and says where a request breaks it. A relay in front remembers what went over the wire.
/// </summary>
internal sealed class RealPrism : IAsyncDisposable
{
    private readonly Process _prism;
    private readonly ScriptedServer _relay;
    private readonly HttpClient _onward;
    private readonly List<Exchange> _exchanges = [];

    private RealPrism(Process prism, ScriptedServer relay, HttpClient onward) => (_prism, _relay, _onward) = (prism, relay, onward);

    /// <summary>Where a gateway finds the vendor.</summary>
    internal string Url => _relay.Url;

    /// <summary>All that went over the wire.</summary>
    internal IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>Starts it on a file.</summary>
    /// <param name="file">The OpenAPI file.</param>
    /// <param name="refuses">True to answer a wrong request with an error; else it is answered and the violation noted.</param>
    internal static async Task<RealPrism> StartAsync(string file, bool refuses)
    {
        var port = Product.FreePort();
        string[] switches = refuses ? ["--errors"] : [];
        var prism = Npm.Start(
        [
            Path.Combine(Npm.Folder, "node_modules", ".bin", "prism"), "mock", .. switches,
            "-p", port.ToString(CultureInfo.InvariantCulture), file,
        ]);
        await ListeningAsync(prism);
        var world = new RealPrism(
            prism, await ScriptedServer.StartAsync(TimeProvider.System),
            new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) });
        world._relay.Usually = world.Relay;
        return world;
    }

    /// <summary>Writes what went over the wire where <c>OLC_RECORD</c> wishes, for the pages of the gateways.</summary>
    internal async Task RecordAsync(string kind)
    {
        if (Environment.GetEnvironmentVariable("OLC_RECORD") is not { } folder) return;
        await File.WriteAllTextAsync(Path.Combine(folder, kind + ".txt"), string.Join("\n\n", _exchanges.Select(one =>
            $"{one.Request.Method} {one.Request.Path}{one.Request.Query}\n{one.Request.Body}\n→ {one.Status}\n{one.Answer}")));
    }

    public async ValueTask DisposeAsync()
    {
        _prism.Kill();
        await _prism.WaitForExitAsync();
        _prism.Dispose();
        _onward.Dispose();
        await _relay.DisposeAsync();
    }

    /// <summary>Reads until Prism listens, and goes on reading so that it never waits for a reader.</summary>
    private static async Task ListeningAsync(Process prism)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        prism.OutputDataReceived += (_, heard) =>
        {
            if (heard.Data?.Contains("is listening on", StringComparison.Ordinal) == true) listening.TrySetResult();
        };
        prism.BeginOutputReadLine();
        prism.BeginErrorReadLine();
        await listening.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private Reply Relay(SeenRequest seen)
    {
        using var request = new HttpRequestMessage(new HttpMethod(seen.Method), seen.Path + seen.Query);
        if (seen.Body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(seen.Body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(seen.Header("Content-Type"));
        }

        var passedOn = seen.Headers.Where(header => header.Key is "Authorization" or "Accept" or "User-Agent" or "X-Api-Key");
        foreach (var (name, value) in passedOn)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = _onward.Send(request);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        var text = reader.ReadToEnd();
        _exchanges.Add(new Exchange(seen, (int)answer.StatusCode, text, Violations(answer, text)));
        return new Reply.Full(
            (int)answer.StatusCode, Encoding.UTF8.GetBytes(text),
            [("Content-Type", answer.Content.Headers.ContentType?.ToString() ?? "application/json")]);
    }

    /// <summary>What is wrong with the request. Where the vendor's own examples break the vendor's own rules, that is not ours.</summary>
    private static string Violations(HttpResponseMessage answer, string text)
    {
        var noted = answer.Headers.TryGetValues("sl-violations", out var header) ? JArray.Parse(string.Concat(header)) : [];
        if (text.StartsWith("{\"type\":\"https://stoplight.io/prism/errors", StringComparison.Ordinal))
            noted = [.. noted, JObject.Parse(text)["validation"] is JArray refused ? refused : [JObject.Parse(text)]];
        return string.Join(
            '\n',
            Flat(noted)
                .Where(one => one["location"]?.First?.ToString() != "response")
                .Select(one => one.ToString(Newtonsoft.Json.Formatting.None)));
    }

    private static IEnumerable<JToken> Flat(IEnumerable<JToken> tokens) =>
        tokens.SelectMany(token => token is JArray many ? Flat(many) : [token]);
}
