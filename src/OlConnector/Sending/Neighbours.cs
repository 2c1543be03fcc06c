using System.Data.Common;
using System.Globalization;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>
/// Keeps this node in step with the others on its database: the time, the lines' keys, the settings of open gateways. Idle on a database of
/// its own.
/// </summary>
internal sealed class Neighbours(
    Database database, Revisions revisions, LineDirectory directory, LineGateways gateways, TimeProvider clock,
    ILogger<Neighbours> log) : BackgroundService
{
    /// <summary>How long after a change on another node this one knows.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Looks at the database's clock in one adjustment.</summary>
    private const int MostLooks = 5;

    private static readonly TimeSpan BetweenAdjustments = TimeSpan.FromMinutes(1);

    private readonly Rounds _rounds = new(clock, Every, failure => log.OutOfStep(failure.GetType().Name));
    private long _known = -1;
    private long _adjustedAt;

    /// <summary>Sets the node's clock by the database's. Called before anything else runs.</summary>
    public void AdjustClock()
    {
        if (clock is not DatabaseClock node) return;
        var isAdjusted = false;
        using var connection = database.OpenForWriting();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
        // The first answer pays for planning; the next one tells the time, unless it was held up on the way.
        _ = command.ExecuteScalar();
        for (var tries = 0; tries < MostLooks && !isAdjusted; tries++) isAdjusted = ShowTime(node, command);
        if (isAdjusted) _adjustedAt = clock.GetTimestamp();
    }

    private bool ShowTime(DatabaseClock node, DbCommand command)
    {
        var asked = clock.GetTimestamp();
        var microseconds = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        return node.Adjust(DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond), asked, clock.GetTimestamp());
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        database.IsShared ? _rounds.RunAsync(LookAsync, stoppingToken) : Task.CompletedTask;

    private async Task<DateTimeOffset?> LookAsync(CancellationToken ct)
    {
        await KeepInStepAsync(ct);
        return clock.GetUtcNow() + Every;
    }

    /// <summary>One look at what the others changed.</summary>
    public async Task KeepInStepAsync(CancellationToken ct)
    {
        if (clock.GetElapsedTime(_adjustedAt) >= BetweenAdjustments) await Task.Run(AdjustClock, ct);
        var number = await revisions.NumberAsync(Revisions.Lines, ct);
        if (number == _known) return;
        await directory.RefreshAsync();
        await gateways.CloseChangedAsync(_known, ct);
        _known = number;
    }
}
