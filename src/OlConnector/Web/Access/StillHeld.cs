using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Web.Refusals;
using OlConnector.Web.Sessions;

namespace OlConnector.Web.Access;

/// <summary>
/// Asks in the transaction that gives rights away whether the caller still holds theirs: the door was passed a moment ago, and in that
/// moment somebody may have taken them. Whoever takes rights changes the row that is locked here, and comes before or after it.
/// </summary>
internal static class StillHeld
{
    private const string Token =
        $"SELECT 1 FROM api_tokens WHERE portal_id = @portal AND id = @id AND revoked_at IS NULL {RowLock.Wait}";

    private const string Portal = "SELECT session_epoch FROM portals WHERE id = @portal AND state <> 'gone'";
    private const string User = $"SELECT session_epoch FROM portal_users WHERE portal_id = @portal AND user_id = @id {RowLock.Wait}";

    /// <summary>Null while they do.</summary>
    internal static Refusal? Check(WriteTurn turn, Caller caller) => caller.Kind switch
    {
        CallerKind.Token => IsAlive(turn, caller) ? null : Refuse.BadToken(),
        CallerKind.Session => EpochOf(turn, caller) == caller.Epoch ? null : Refuse.BadToken(),
        _ => null,
    };

    private static bool IsAlive(WriteTurn turn, Caller caller) =>
        turn.First(Token, _ => true, ("portal", caller.Portal), ("id", Guid.Parse(caller.Id)));

    /// <summary>Null when the app was removed.</summary>
    private static SessionEpoch? EpochOf(WriteTurn turn, Caller caller)
    {
        var portal = turn.Query(Portal, row => row.NumberOrNull(0), ("portal", caller.Portal));
        if (portal.Count == 0) return null;
        return SessionEpoch.Of(portal[0], turn.First(User, row => row.NumberOrNull(0), ("portal", caller.Portal), ("id", caller.Id)));
    }
}
