using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Rest;

/// <summary>Freezes and thaws all lines of a portal. A line that a person paused stays paused through an unpaid time.</summary>
internal sealed class PortalLines(LineDue lines)
{
    /// <summary>Until the portal pays.</summary>
    public void FreezeForPayment(WriteTurn turn, PortalId portal, DateTimeOffset now) =>
        lines.Recompute(turn, LineMoves.FreezeForPayment(turn, portal, now), now);

    /// <summary>Until a person resumes each line after a reinstallation (design.md §4.15).</summary>
    public void FreezeForGood(WriteTurn turn, PortalId portal, string why, DateTimeOffset now) =>
        lines.Recompute(turn, LineMoves.FreezeForGood(turn, portal, why, now), now);

    /// <summary>The portal has paid.</summary>
    public void Thaw(WriteTurn turn, PortalId portal, DateTimeOffset now) =>
        lines.Recompute(turn, LineMoves.Thaw(turn, portal), now);
}
