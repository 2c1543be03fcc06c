using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Lines;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>Asks gateways for their lines' connections, as often as each kind advises.</summary>
internal sealed class ConnectionChecks(
    Database database, LineGateways gateways, LineConnections connections, LineAlarms alarms, IEnumerable<IGatewayKind> kinds,
    IOptions<OutboundOptions> outbound, TimeProvider clock)
{
    private const int AtOnce = 16;

    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A connected line that has nothing to send is asked this seldom. Whoever opens or changes it in the app is answered at once, and most
    /// vendors call when they lose it.
    /// </summary>
    public static readonly TimeSpan QuietInterval = TimeSpan.FromMinutes(15);

    /// <summary>Between two questions of people about one line.</summary>
    internal static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, TimeSpan> _intervals =
        kinds.ToDictionary(kind => kind.Kind, kind => kind.Traits.ConnectionCheckInterval, StringComparer.Ordinal);

    private readonly Dictionary<LineId, DateTimeOffset> _checked = [];
    private readonly ConcurrentDictionary<LineId, DateTimeOffset> _askedAt = new();
    private DateTimeOffset _nextRound;

    /// <summary>Checks every line whose time has come; each once when this node begins.</summary>
    public async Task CheckDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // A clock that went back must not make anybody wait for it.
        if (now < _nextRound && _nextRound - now <= BetweenRounds) return;
        _nextRound = now + BetweenRounds;
        var due = (await LinesAsync(ct)).FindAll(line => IsDue(line, now));
        foreach (var line in due) _checked[line.Id] = now;
        var some = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(due, some, async (line, stop) => await CheckAsync(line.PortalId, line.Id, stop));
    }

    private bool IsDue(WatchedLine line, DateTimeOffset now) =>
        !_checked.TryGetValue(line.Id, out var last) || now - last >= IntervalOf(line, now);

    private async Task<List<WatchedLine>> LinesAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var lines = await db.Lines.AsNoTracking()
            .Where(line => line.State == LineState.Active || line.State == LineState.Paused
                || (line.State == LineState.Frozen && line.FrozenReason == "LINE_FROZEN"))
            .Select(line => new WatchedLine(
                line.PortalId, line.Id, line.GatewayKind, line.Connection == LineConnection.Connected,
                line.NextDueAt != null || line.WaitReason != null || line.ClaimToken != null, line.LastAnswerAt)).ToListAsync(ct);
        return lines.FindAll(line => _intervals.ContainsKey(line.GatewayKind));
    }

    private TimeSpan IntervalOf(WatchedLine line, DateTimeOffset now)
    {
        var advised = _intervals[line.GatewayKind];
        var isQuiet = line.IsConnected && !line.HasWork && !(now - line.LastAnswerAt < QuietInterval);
        if (!isQuiet || advised >= QuietInterval) return advised;
        // Lines that were first asked together must not be asked together for ever.
        var quiet = QuietInterval * (0.5 + (0.5 * line.Id.Value.ToByteArray()[^1] / byte.MaxValue));
        return quiet > advised ? quiet : advised;
    }

    /// <summary>
    /// Asks for a person, who may press again and again: vendors take about one question a second, so that an answer of the last seconds
    /// stands.
    /// </summary>
    public async Task CheckNowAsync(PortalId portal, LineId line, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = _askedAt.TryGetValue(line, out var last) ? now - last : BetweenQuestions;
        // A clock that went back must not make anybody wait for it.
        if (since >= TimeSpan.Zero && since < BetweenQuestions) return;
        _askedAt[line] = now;
        await CheckAsync(portal, line, ct);
    }

    /// <summary>Asks now, and notes the answer. A quiet node asks nobody, and what it does not know changes nothing.</summary>
    public async Task<ConnectionReport> CheckAsync(PortalId portal, LineId line, CancellationToken ct)
    {
        if (outbound.Value.Quiet) return new ConnectionReport(LineConnection.Unknown, "This node is quiet (Outbound:Quiet).");
        var report = await AskAsync(line, ct);
        if (await connections.NoteAsync(portal, line, report)) alarms.LineFroze(portal, line, report);
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
            var why = failure is TimeoutException ? "The gateway did not answer in time." : "The gateway cannot be reached.";
            return new ConnectionReport(LineConnection.Unknown, why);
        }
    }

    private sealed record WatchedLine(
        PortalId PortalId, LineId Id, string GatewayKind, bool IsConnected, bool HasWork, DateTimeOffset? LastAnswerAt);
}
