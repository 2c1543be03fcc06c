using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;

namespace OlConnector.Bitrix24.Rest;

/// <summary>Removals that were announced and are not confirmed, and the lines that wait for that.</summary>
internal sealed class DoubtedRemovals(LineDue due, PortalLines portalLines)
{
    private const string Keep = """
        INSERT INTO announced_removals (portal_id, is_clean, at, look_at, frozen_lines) VALUES (@portal, @clean, @now, @look, NULL)
        ON CONFLICT (portal_id) DO UPDATE SET is_clean = announced_removals.is_clean OR excluded.is_clean
        """;

    private const string LookLater = "UPDATE announced_removals SET look_at = @look WHERE portal_id = @portal";
    private const string Find = $"SELECT frozen_lines FROM announced_removals WHERE portal_id = @portal {RowLock.Wait}";
    private const string NoteFrozen = "UPDATE announced_removals SET frozen_lines = @lines WHERE portal_id = @portal";
    private const string Remove = "DELETE FROM announced_removals WHERE portal_id = @portal";
    private const string IsUnpaid = "SELECT 1 FROM portals WHERE id = @portal AND state = 'unpaid'";

    /// <summary>Notes an announcement, or one more of the same.</summary>
    internal static void Note(WriteTurn turn, PortalId portal, bool isClean, DateTimeOffset lookAt, DateTimeOffset now) =>
        turn.Execute(Keep, ("portal", portal), ("clean", isClean), ("now", now), ("look", lookAt));

    /// <summary>The server is asked again then; until that the portal's lines wait where <paramref name="freezes"/> says so.</summary>
    internal void LookAgain(WriteTurn turn, PortalId portal, DateTimeOffset at, bool freezes, DateTimeOffset now)
    {
        if (turn.Execute(LookLater, ("look", at), ("portal", portal)) == 0 || !freezes) return;
        var before = LineList.Read(turn.First(Find, row => row.TextOrNull(0), ("portal", portal))) ?? new HashSet<LineId>();
        var frozen = LineMoves.FreezeInDoubt(turn, portal, now);
        if (frozen.Count == 0) return;
        turn.Execute(NoteFrozen, ("lines", LineList.Write(before.Concat(frozen))), ("portal", portal));
        due.Recompute(turn, frozen, now);
    }

    /// <summary>The app is there: the lines that waited for that go on. True when there was something to dismiss.</summary>
    internal bool Dismiss(WriteTurn turn, PortalId portal, DateTimeOffset now)
    {
        var waiting = LineList.Read(turn.First(Find, row => row.TextOrNull(0), ("portal", portal)));
        if (turn.Execute(Remove, ("portal", portal)) == 0) return false;
        if (waiting is null) return true;
        var thawed = LineMoves.ThawAfterDoubt(turn, portal, waiting);
        if (turn.First(IsUnpaid, _ => true, ("portal", portal))) portalLines.FreezeForPayment(turn, portal, now);
        due.Recompute(turn, thawed, now);
        return true;
    }

    /// <summary>The removal is certain.</summary>
    internal static void Forget(WriteTurn turn, PortalId portal) => turn.Execute(Remove, ("portal", portal));
}
