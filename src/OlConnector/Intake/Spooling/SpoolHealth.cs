using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OlConnector.Intake.Spooling;

/// <summary>Says what lies in the spool. A node whose spool takes calls is ready, also without its database.</summary>
internal sealed class SpoolHealth(Spool spool, SpoolReplay replay) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            !spool.IsActive ? HealthCheckResult.Healthy()
            : !spool.HasRoom ? HealthCheckResult.Unhealthy("full: calls are answered 503")
            : replay.IsReplaying ? HealthCheckResult.Degraded($"replaying {spool.Calls} calls")
            : HealthCheckResult.Degraded($"filling: {spool.Calls} calls wait for the database"));
}
