namespace OlConnector.Bitrix24.Reports;

/// <summary>Lets the <see cref="StatusReporter"/> work whenever something is due or the bell rings.</summary>
public sealed class StatusReportLoop(StatusReporter reporter, Wakeups wakeups, TimeProvider clock, ILogger<StatusReportLoop> log) : BackgroundService
{
    /// <summary>Bells that ring this close together are answered together: batches fill, and a busy node does not look for portals after every message.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = await reporter.ReportDueAsync(stoppingToken);
                await wakeups.Reporting.WaitAsync(next, stoppingToken);
                await Task.Delay(Gathering, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                log.ReportLoopBroke(failure);
                await Task.Delay(AfterTrouble, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await reporter.SettleAsync();
    }
}
