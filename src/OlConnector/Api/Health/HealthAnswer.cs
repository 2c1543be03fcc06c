using Microsoft.Extensions.Diagnostics.HealthChecks;
using OlConnector.Composing;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Health;

/// <summary>
/// How health is told: <c>{"status":"ready","checks":{"database":"ok","composing":"ok","outbound":"ok"},"ages":{…}}</c>, 503
/// when something is not.
/// </summary>
internal static class HealthAnswer
{
    /// <summary>The process answers; nothing else is asked.</summary>
    internal static Task LiveAsync(HttpContext http) => WriteAsync(http, StatusCodes.Status200OK, new { status = "live" });

    /// <summary>
    /// Everything that a call needs is there. Without its database a node takes calls into its spool: it stays ready and says so.
    /// </summary>
    internal static Task ReadyAsync(HttpContext http, HealthReport report) => report.Status == HealthStatus.Unhealthy
        ? WriteAsync(http, StatusCodes.Status503ServiceUnavailable, Show(report, "notReady"))
        : WriteAsync(http, StatusCodes.Status200OK, Show(report, "ready"));

    private static object Show(HealthReport report, string status) => new
    {
        status,
        checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.Description ?? (entry.Value.Status == HealthStatus.Healthy ? "ok" : "failed"),
            StringComparer.Ordinal),
        ages = report.Entries.Where(entry => entry.Value.Data.ContainsKey(ComposingHealth.Age)).ToDictionary(
            entry => entry.Key, entry => entry.Value.Data[ComposingHealth.Age], StringComparer.Ordinal),
    };

    private static async Task WriteAsync(HttpContext http, int status, object answer)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(ApiJson.Bytes(answer), http.RequestAborted);
    }
}
