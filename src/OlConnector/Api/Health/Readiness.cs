using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OlConnector.Api.Health;

/// <summary>
/// Finds out whether the node is ready, at most once a second: the look takes the writer's turn, and strangers may ask as often as they
/// like.
/// </summary>
internal sealed class Readiness(HealthCheckService checks, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private (Task<HealthReport> Report, long At)? _last;

    /// <summary>Answers what was found within the last second, by this call or another.</summary>
    internal async Task AnswerAsync(HttpContext http) => await HealthAnswer.ReadyAsync(http, await Report().WaitAsync(http.RequestAborted));

    private Task<HealthReport> Report()
    {
        lock (_lock)
        {
            if (_last is { } last && (!last.Report.IsCompleted || IsFresh(last))) return last.Report;
            // A look that somebody else may be waiting for does not end with the one who asked for it.
            _last = (Task.Run(() => checks.CheckHealthAsync(CancellationToken.None)), clock.GetTimestamp());
            return _last.Value.Report;
        }
    }

    private bool IsFresh((Task<HealthReport> Report, long At) last) =>
        last.Report.IsCompletedSuccessfully && clock.GetElapsedTime(last.At) < Lasts;
}
