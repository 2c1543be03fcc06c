using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Rest;

/// <summary>Freezes and thaws all lines of a portal. A line that a person paused stays paused through an unpaid time.</summary>
internal sealed class PortalLines(LineDue lines)
{
    private const string ForPayment = """
        UPDATE lines SET state = 'frozen', frozen_reason = 'PORTAL_UNPAID', version = version + 1
         WHERE portal_id = @portal AND state = 'active'
        RETURNING id
        """;

    private const string ForGood = """
        UPDATE lines SET state = 'frozen', frozen_reason = 'PORTAL_GONE', is_registered = @no, version = version + 1
         WHERE portal_id = @portal AND (state IN ('active', 'paused') OR (state = 'frozen' AND frozen_reason = 'PORTAL_UNPAID'))
        RETURNING id
        """;

    private const string Unfreeze = """
        UPDATE lines SET state = 'active', frozen_reason = NULL, version = version + 1
         WHERE portal_id = @portal AND state = 'frozen' AND frozen_reason = 'PORTAL_UNPAID'
        RETURNING id
        """;

    /// <summary>Until the portal pays.</summary>
    public void FreezeForPayment(WriteTurn turn, PortalId portal, DateTimeOffset now) =>
        lines.Recompute(turn, turn.Query(ForPayment, row => new LineId(row.GetGuid(0)), ("portal", portal)), now);

    /// <summary>Until a person resumes each line after a reinstallation (design.md §4.15).</summary>
    public void FreezeForGood(WriteTurn turn, PortalId portal, DateTimeOffset now) =>
        lines.Recompute(turn, turn.Query(ForGood, row => new LineId(row.GetGuid(0)), ("portal", portal), ("no", false)), now);

    /// <summary>The portal has paid.</summary>
    public void Thaw(WriteTurn turn, PortalId portal, DateTimeOffset now) =>
        lines.Recompute(turn, turn.Query(Unfreeze, row => new LineId(row.GetGuid(0)), ("portal", portal)), now);
}
