using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>A status that a portal is to be told.</summary>
internal sealed record DueTelling(
    long Sequence, string Code, string MessageId, string Wanted, long Version, int Failures, DateTimeOffset AcceptedAt);

/// <summary>What became of telling it. A closed family.</summary>
internal abstract record TellingResult
{
    private TellingResult() { }

    internal sealed record Told : TellingResult;

    /// <summary>Tried again then.</summary>
    internal sealed record Again(DateTimeOffset At, string Error) : TellingResult;

    /// <summary>Never told: the portal does not know the message any more, or will not hear it.</summary>
    internal sealed record Dropped(string Error) : TellingResult;
}

/// <summary>The outbox's SQL (design.md §4.16). Rows are written by the moves of messages; here they are read and settled.</summary>
internal static class DueTellings
{
    private const int Slice = 500;

    private const string DuePortals = "SELECT DISTINCT portal_id FROM status_reports WHERE due_at <= @now";
    private const string NextDue = "SELECT MIN(due_at) FROM status_reports WHERE due_at > @now";

    private const string DueRows = """
        SELECT message_sequence, code, portal_message_id, wanted, version, failures, accepted_at FROM status_reports
         WHERE portal_id = @portal AND due_at <= @now ORDER BY due_at, message_sequence LIMIT @limit
        """;

    // A newer wish that came while we told stays due; one that needed no telling before may need it now.
    private const string MarkTold = """
        UPDATE status_reports SET told = @word, failures = 0, error = NULL,
               due_at = CASE WHEN wanted = @word THEN NULL WHEN version = @version THEN NULL ELSE COALESCE(due_at, @now) END
         WHERE message_sequence = @sequence
        """;

    private const string MarkAgain = """
        UPDATE status_reports SET failures = failures + 1, error = @error, due_at = @at
         WHERE message_sequence = @sequence AND version = @version
        """;

    private const string MarkDropped =
        "UPDATE status_reports SET error = @error, due_at = NULL WHERE message_sequence = @sequence AND version = @version";

    // Rows that a move of their message is changing just now are passed over: whoever waited for many of them would wait in a circle. They
    // are as due as before.
    private const string OfPortal = $"""
        (SELECT message_sequence FROM status_reports WHERE portal_id = @portal AND due_at <= @now
          ORDER BY due_at LIMIT @slice {RowLock.Skip})
        """;

    private const string DropAll = $"UPDATE status_reports SET error = @error, due_at = NULL WHERE message_sequence IN {OfPortal}";

    private const string Park = $"""
        UPDATE status_reports SET error = @error, due_at = CASE WHEN accepted_at < @oldest THEN NULL ELSE @until END
         WHERE message_sequence IN {OfPortal}
        """;

    private const string Unpark =
        "UPDATE status_reports SET due_at = @now WHERE portal_id = @portal AND due_at > @now AND accepted_at < @settled";

    internal static List<PortalId> PortalsWithDue(WriteTurn turn, DateTimeOffset now) =>
        turn.Query(DuePortals, row => new PortalId(row.GetString(0)), ("now", now));

    internal static DateTimeOffset? NextAt(WriteTurn turn, DateTimeOffset now) =>
        turn.First(NextDue, row => row.MomentOrNull(0), ("now", now));

    internal static List<DueTelling> Due(WriteTurn turn, PortalId portal, int limit, DateTimeOffset now) => turn.Query(
        DueRows,
        row => new DueTelling(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt32(5), row.Moment(6)),
        ("portal", portal), ("now", now), ("limit", limit));

    internal static void Settle(WriteTurn turn, DueTelling report, TellingResult result, DateTimeOffset now)
    {
        switch (result)
        {
            case TellingResult.Told:
                turn.Execute(MarkTold, ("word", report.Wanted), ("version", report.Version), ("now", now), ("sequence", report.Sequence));
                break;
            case TellingResult.Again again:
                turn.Execute(
                    MarkAgain, ("error", again.Error), ("at", again.At), ("sequence", report.Sequence), ("version", report.Version));
                break;
            case TellingResult.Dropped dropped:
                turn.Execute(MarkDropped, ("error", dropped.Error), ("sequence", report.Sequence), ("version", report.Version));
                break;
        }
    }

    /// <summary>Nothing more is told to the portal. True when there may be more rows than one slice.</summary>
    internal static bool DropDue(WriteTurn turn, PortalId portal, string error, DateTimeOffset now) =>
        turn.Execute(DropAll, ("error", error), ("portal", portal), ("now", now), ("slice", Slice)) == Slice;

    /// <summary>
    /// What is due waits until then; what is older than allowed is dropped. True when there may be more rows than one slice.
    /// </summary>
    internal static bool ParkDue(
        WriteTurn turn, PortalId portal, string error, DateTimeOffset until, DateTimeOffset oldest, DateTimeOffset now) =>
        turn.Execute(
            Park, ("error", error), ("until", until), ("oldest", oldest), ("portal", portal), ("now", now), ("slice", Slice)) == Slice;

    /// <summary>The portal can be told again: what waited for that is due at once, what is still settling keeps its moment.</summary>
    internal static void Wake(WriteTurn turn, PortalId portal, DateTimeOffset settled, DateTimeOffset now) =>
        turn.Execute(Unpark, ("portal", portal), ("now", now), ("settled", settled));
}
