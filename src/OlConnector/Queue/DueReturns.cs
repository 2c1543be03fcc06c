using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>What a process is to be told about its message.</summary>
/// <param name="TokenHash">Which call it is.</param>
/// <param name="EventToken">By which the portal finds the process.</param>
/// <param name="MessageId">Our message; null where none was made.</param>
/// <param name="Status">One of <see cref="RobotWord"/>.</param>
/// <param name="Reason">Why; null for nothing to say.</param>
/// <param name="Failures">Tries that the portal refused.</param>
internal sealed record DueReturn(string TokenHash, string EventToken, MessageId? MessageId, string Status, string? Reason, int Failures);

/// <summary>The robot's part of the outbox: what processes are told, read and settled (docs/adr/0015).</summary>
internal static class DueReturns
{
    /// <summary>What was told, or never can be, is kept so long: a call that comes again is still known.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Slice = 500;

    private const string DuePortals = "SELECT DISTINCT portal_id FROM robot_calls WHERE due_at <= @now";
    private const string NextDue = "SELECT MIN(due_at) FROM robot_calls WHERE due_at > @now";

    private const string DueRows = """
        SELECT r.token_hash, r.event_token, r.message_id, r.status, COALESCE(r.reason, m.reason), r.failures, m.state
          FROM robot_calls r LEFT JOIN messages m ON m.portal_id = r.portal_id AND m.id = r.message_id
         WHERE r.portal_id = @portal AND r.due_at <= @now ORDER BY r.due_at, r.token_hash LIMIT @limit
        """;

    private const string MarkTold = """
        UPDATE robot_calls SET told = @status, told_at = @now, event_token = '', error = NULL, due_at = NULL
         WHERE portal_id = @portal AND token_hash = @hash AND told_at IS NULL
        """;

    private const string MarkAgain = """
        UPDATE robot_calls SET failures = failures + 1, error = @error, due_at = @at WHERE portal_id = @portal AND token_hash = @hash
        """;

    private const string MarkDropped =
        "UPDATE robot_calls SET error = @error, due_at = NULL WHERE portal_id = @portal AND token_hash = @hash";

    private const string OfPortal = """
        (SELECT token_hash FROM robot_calls WHERE portal_id = @portal AND due_at <= @now ORDER BY due_at LIMIT @slice)
        """;

    private const string DropAll =
        $"UPDATE robot_calls SET error = @error, due_at = NULL WHERE portal_id = @portal AND token_hash IN {OfPortal}";

    private const string Park =
        $"UPDATE robot_calls SET error = @error, due_at = @until WHERE portal_id = @portal AND token_hash IN {OfPortal}";

    // What waits for its message's end, or for its own, has no error.
    private const string Unpark =
        "UPDATE robot_calls SET due_at = @now WHERE portal_id = @portal AND due_at > @now AND error IS NOT NULL";

    private const string Forget = """
        DELETE FROM robot_calls WHERE (portal_id, token_hash) IN (
            SELECT portal_id, token_hash FROM robot_calls WHERE accepted_at < @before AND due_at IS NULL ORDER BY accepted_at LIMIT @slice)
        """;

    internal static List<PortalId> PortalsWithDue(WriteTurn turn, DateTimeOffset now) =>
        turn.Query(DuePortals, row => new PortalId(row.GetString(0)), ("now", now));

    internal static DateTimeOffset? NextAt(WriteTurn turn, DateTimeOffset now) =>
        turn.First(NextDue, row => row.MomentOrNull(0), ("now", now));

    internal static List<DueReturn> Due(WriteTurn turn, PortalId portal, int limit, DateTimeOffset now) => turn.Query(
        DueRows,
        row => new DueReturn(
            row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : new MessageId(row.GetGuid(2)),
            row.TextOrNull(3) ?? (row.TextOrNull(6) is { } state ? RobotWord.Of(EnumText.To<MessageState>(state)) : RobotWord.Failed),
            row.TextOrNull(4), row.GetInt32(5)),
        ("portal", portal), ("now", now), ("limit", limit));

    internal static void Settle(WriteTurn turn, PortalId portal, DueReturn due, TellingResult result, DateTimeOffset now)
    {
        switch (result)
        {
            case TellingResult.Told:
                turn.Execute(MarkTold, ("status", due.Status), ("now", now), ("portal", portal), ("hash", due.TokenHash));
                break;
            case TellingResult.Again again:
                turn.Execute(MarkAgain, ("error", again.Error), ("at", again.At), ("portal", portal), ("hash", due.TokenHash));
                break;
            case TellingResult.Dropped dropped:
                turn.Execute(MarkDropped, ("error", dropped.Error), ("portal", portal), ("hash", due.TokenHash));
                break;
        }
    }

    /// <summary>The app is gone there, and its processes with it. True when there may be more rows than one slice.</summary>
    internal static bool DropDue(WriteTurn turn, PortalId portal, string error, DateTimeOffset now) =>
        turn.Execute(DropAll, ("error", error), ("portal", portal), ("now", now), ("slice", Slice)) == Slice;

    /// <summary>What is due waits until then. True when there may be more rows than one slice.</summary>
    internal static bool ParkDue(WriteTurn turn, PortalId portal, string error, DateTimeOffset until, DateTimeOffset now) =>
        turn.Execute(Park, ("error", error), ("until", until), ("portal", portal), ("now", now), ("slice", Slice)) == Slice;

    /// <summary>The portal can be told again: what waited for that is due at once.</summary>
    internal static void Wake(WriteTurn turn, PortalId portal, DateTimeOffset now) =>
        turn.Execute(Unpark, ("portal", portal), ("now", now));

    /// <summary>Deletes what nobody waits for any more; answers how many.</summary>
    internal static int ForgetOld(WriteTurn turn, DateTimeOffset before, int slice) =>
        turn.Execute(Forget, ("before", before), ("slice", slice));
}
