using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Health;

/// <summary>
/// How health is told: <c>{"status":"ready","checks":{"database":"ok","dispatch":"ok","outbound":"ok"}}</c>, 503 when something is not.
/// </summary>
internal static class HealthAnswer
{
    /// <summary>The process answers; nothing else is asked.</summary>
    internal static HealthCheckOptions Live { get; } = new()
    {
        Predicate = _ => false,
        ResponseWriter = (http, _) => WriteAsync(http, new { status = "live" }),
    };

    /// <summary>
    /// Everything that a call needs is there. Without its database a node takes calls into its spool: it stays ready and says so.
    /// </summary>
    internal static HealthCheckOptions Ready { get; } = new() { ResponseWriter = (http, report) => WriteAsync(http, Show(report)) };

    private static object Show(HealthReport report) => new
    {
        status = report.Status == HealthStatus.Unhealthy ? "notReady" : "ready",
        checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.Description ?? (entry.Value.Status == HealthStatus.Healthy ? "ok" : "failed"),
            StringComparer.Ordinal),
    };

    private static async Task WriteAsync(HttpContext http, object answer)
    {
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(ApiJson.Bytes(answer), http.RequestAborted);
    }
}
