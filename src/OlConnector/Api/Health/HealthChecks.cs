using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Engine.Dispatching;
using OlConnector.Sending;
using OlConnector.Storage;

namespace OlConnector.Api.Health;

/// <summary>The database can be read, and written through the one writer, in good time.</summary>
internal sealed class DatabaseHealth(Database database, Writer writer, TimeProvider clock) : IHealthCheck
{
    /// <summary>A probe that takes longer means that callers wait too. 5 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Takes the write lock and changes no row.</summary>
    private const string Write = "UPDATE portals SET state = state WHERE id = ''";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await ReadAsync().WaitAsync(Patience, clock, cancellationToken);
            await writer.RunAsync(turn => turn.Execute(Write), cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Degraded("The database does not answer in time.");
        }
        catch (Exception away) when (away is DatabaseAwayException || database.IsAway(away))
        {
            return HealthCheckResult.Degraded("The database is away.", away);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database cannot be read or written.", failure);
        }
    }

    /// <summary>Ends by itself, also when nobody waits for it any more.</summary>
    private async Task ReadAsync()
    {
        await using var db = database.Read();
        await db.Portals.AnyAsync();
    }
}

/// <summary>The node is not stopping, and its dispatch loop runs; <c>off</c> where it serves the web only.</summary>
internal sealed class DispatchHealth(
    IEnumerable<IHostedService> loops, IHostApplicationLifetime lifetime, IOptionsMonitor<DispatchingOptions> options)
    : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Task.FromResult(HealthCheckResult.Unhealthy("This node is stopping."));
        var runs = loops.OfType<DispatchLoop>().Any(loop => loop.ExecuteTask is { IsCompleted: false });
        return Task.FromResult(
            !options.CurrentValue.Enabled ? HealthCheckResult.Healthy("off")
            : runs ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The dispatch loop has ended. Restart this node."));
    }
}

/// <summary>A quiet node is ready for those who look at it, and says that nothing leaves it.</summary>
internal sealed class OutboundHealth(IOptions<OutboundOptions> outbound) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(outbound.Value.Quiet ? HealthCheckResult.Healthy("quiet") : HealthCheckResult.Healthy());
}
