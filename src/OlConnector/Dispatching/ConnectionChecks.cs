using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Lines;
using OlConnector.Storage;

namespace OlConnector.Dispatching;

/// <summary>Asks gateways for their lines' connections, as often as each kind advises.</summary>
public sealed class ConnectionChecks(Database database, LineGateways gateways, LineConnections connections, IEnumerable<IGatewayKind> kinds, TimeProvider clock)
{
    private const int AtOnce = 16;

    private readonly Dictionary<string, TimeSpan> _intervals = kinds.ToDictionary(kind => kind.Kind, kind => kind.Traits.ConnectionCheckInterval, StringComparer.Ordinal);
    private readonly Dictionary<LineId, DateTimeOffset> _checked = [];

    /// <summary>Checks every line whose time has come.</summary>
    public async Task CheckDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Read();
        var lines = await db.Lines.AsNoTracking()
            .Where(line => line.State == LineState.Active || line.State == LineState.Paused || (line.State == LineState.Frozen && line.FrozenReason == "LINE_FROZEN"))
            .Select(line => new { line.PortalId, line.Id, line.GatewayKind }).ToListAsync(ct);
        var due = lines.Where(line => _intervals.TryGetValue(line.GatewayKind, out var interval) && (!_checked.TryGetValue(line.Id, out var last) || now - last >= interval)).ToList();
        foreach (var line in due) _checked[line.Id] = now;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (line, stop) => await CheckAsync(line.PortalId, line.Id, stop));
    }

    /// <summary>Asks now, and notes the answer.</summary>
    public async Task<ConnectionReport> CheckAsync(PortalId portal, LineId line, CancellationToken ct)
    {
        var report = await AskAsync(line, ct);
        await connections.NoteAsync(portal, line, report);
        return report;
    }

    private async Task<ConnectionReport> AskAsync(LineId line, CancellationToken ct)
    {
        try
        {
            return await gateways.FindAsync(line) is { } gateway
                ? await gateway.GetConnectionAsync(ct).WaitAsync(TimeSpan.FromSeconds(5), clock, ct)
                : new ConnectionReport(LineConnection.NeedsLogin, "The gateway's settings cannot be read. Enter them again.");
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            return new ConnectionReport(LineConnection.Unknown, failure is TimeoutException ? "The gateway did not answer in time." : "The gateway cannot be reached.");
        }
    }
}
