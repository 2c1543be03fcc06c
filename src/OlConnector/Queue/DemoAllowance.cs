using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Quotas;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>The demo lets out fewer messages than somebody wants.</summary>
/// <param name="Left">So many it lets out.</param>
/// <param name="Wanted">So many would need a unit.</param>
/// <param name="IsLineOver">The line's own demo is over: none leaves by it, however many units are left.</param>
internal sealed record DemoShortage(int Left, int Wanted, bool IsLineOver);

/// <summary>
/// Says before a person acts how many of their messages the demo lets out. Whether one does is decided when it is admitted, and by nobody
/// else.
/// </summary>
internal sealed class DemoAllowance(DemoLedgers ledgers, IOptionsMonitor<DemoOptions> demo, TimeProvider clock)
{
    private const string Terms =
        "SELECT l.portal_id, p.status, l.connected_at FROM lines l JOIN portals p ON p.id = l.portal_id WHERE l.id = @line";

    /// <summary>Null when so many may leave by the line.</summary>
    internal DemoShortage? ShortageOf(WriteTurn turn, LineId line, int wanted)
    {
        if (wanted == 0) return null;
        var (portal, status, connectedAt) = turn.First(
            Terms, row => (new PortalId(row.GetString(0)), row.GetString(1), row.MomentOrNull(2)), ("line", line));
        if (status is null || !demo.CurrentValue.Covers(portal, status)) return null;
        if (demo.CurrentValue.IsOver(connectedAt, clock.GetUtcNow())) return new DemoShortage(0, wanted, IsLineOver: true);
        var left = ledgers.Left(turn, portal);
        return wanted > left ? new DemoShortage(left, wanted, IsLineOver: false) : null;
    }
}
