using System.Text.Json;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Load;

/// <summary>
/// Every address that a stranger can reach: the API as its own description lists it, and what Bitrix24, gateways and probes call.
/// </summary>
internal static class PublicAddresses
{
    private static readonly string[] Others =
        ["/", "/b24/app", "/b24/install", "/b24/events", "/support", "/health/live", "/health/ready",
            "/openapi/v1.json", "/b24/sms/unknown-key", "/hooks/sandbox/unknown-key", "/hooks/twilio/unknown-key"];

    /// <summary>The addresses; places for ids stand as <c>{…}</c>.</summary>
    internal static async Task<IReadOnlyList<string>> ReadAsync(string node, WorldPlan plan)
    {
        using var http = new HttpClient();
        using var description = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{node}/openapi/v1.json")));
        var api = description.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name);
        var keys = plan.Lines.Take(2).SelectMany(line => new[] { $"/b24/sms/{line.HandlerKey}", $"/hooks/sandbox/{line.HookKey}" });
        return [.. api, .. Others, .. keys];
    }
}
