using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Reports;

/// <summary>Reads and settles the rows of <c>status_reports</c>. Every look-up walks <c>ix_status_reports_due</c>, whatever the table holds besides.</summary>
internal sealed class ReportOutbox(Database database, Writer writer)
{
    /// <summary>Rows changed by one transaction at most (design.md §4.5).</summary>
    internal const int Slice = 500;

    /// <summary>From portal to portal along the index, a seek each: the number of waiting rows does not matter.</summary>
    internal const string Portals = """
        WITH RECURSIVE waiting (portal) AS (
            SELECT (SELECT portal_id FROM status_reports WHERE due_at IS NOT NULL ORDER BY portal_id LIMIT 1)
            UNION ALL
            SELECT (SELECT portal_id FROM status_reports WHERE due_at IS NOT NULL AND portal_id > waiting.portal ORDER BY portal_id LIMIT 1)
              FROM waiting WHERE waiting.portal IS NOT NULL)
        SELECT waiting.portal, (SELECT due_at FROM status_reports WHERE portal_id = waiting.portal AND due_at IS NOT NULL ORDER BY due_at LIMIT 1),
               COALESCE(p.state, 'gone'), p.needs_reauthorization, p.token_version
          FROM waiting LEFT JOIN portals p ON p.id = waiting.portal WHERE waiting.portal IS NOT NULL
        """;

    internal const string Due = """
        SELECT message_sequence, code, portal_message_id, wanted, version, failures, accepted_at
          FROM status_reports WHERE portal_id = @portal AND due_at IS NOT NULL AND due_at <= @now ORDER BY due_at LIMIT @limit
        """;

    // What was told was told, whatever is wanted meanwhile; a newer word stays due, or becomes due now that it differs from the told one.
    private const string ToTold = """
        UPDATE status_reports SET told = @word, failures = CASE WHEN version = @version THEN 0 ELSE failures END,
               error = CASE WHEN version = @version THEN NULL ELSE error END,
               due_at = CASE WHEN wanted = @word THEN NULL ELSE COALESCE(due_at, @now) END
         WHERE message_sequence = @sequence
        """;

    private const string ToAgain = """
        UPDATE status_reports SET due_at = @at, failures = failures + 1, error = @error WHERE message_sequence = @sequence AND version = @version
        """;

    private const string ToDropped = "UPDATE status_reports SET due_at = NULL, error = @error WHERE message_sequence = @sequence AND version = @version";

    private const string GiveUp = "UPDATE status_reports SET due_at = NULL, error = @error WHERE message_sequence = @sequence AND due_at IS NOT NULL";

    /// <summary>Every portal with something to be told.</summary>
    internal Task<List<ReportingPortal>> PortalsAsync(CancellationToken ct) => writer.RunAsync(turn => turn.Query(Portals, ReadPortal), ct);

    /// <summary>The portal's earliest due reports.</summary>
    internal Task<List<DueReport>> DueAsync(PortalId portal, int limit, DateTimeOffset now, CancellationToken ct) =>
        writer.RunAsync(turn => turn.Query(Due, ReadReport, ("portal", portal), ("now", now), ("limit", limit)), ct);

    /// <summary>Notes what came of some reports. Not cancelled: what the portal was told must be remembered.</summary>
    internal Task NoteAsync(IReadOnlyList<(DueReport Report, ReportVerdict Verdict)> settled, DateTimeOffset now) => writer.RunAsync(turn =>
    {
        foreach (var (report, verdict) in settled) Note(turn, report, verdict, now);
    });

    /// <summary>Gives up what was accepted before a moment, of one portal; answers how many. The search is a reader's: it may be long, and nobody waits for it.</summary>
    internal async Task<int> DropAsync(PortalId portal, string error, DateTimeOffset before, CancellationToken ct)
    {
        await using var db = database.Read();
        var old = await db.StatusReports.AsNoTracking()
            .Where(report => report.PortalId == portal && report.DueAt != null && report.AcceptedAt <= before).Select(report => report.MessageSequence).ToListAsync(ct);
        foreach (var slice in old.Chunk(Slice))
            await writer.RunAsync(turn => Array.ForEach(slice, sequence => turn.Execute(GiveUp, ("error", error), ("sequence", sequence))), ct);
        return old.Count;
    }

    private static void Note(WriteTurn turn, DueReport report, ReportVerdict verdict, DateTimeOffset now)
    {
        switch (verdict)
        {
            case ReportVerdict.Told:
                turn.Execute(ToTold, ("word", report.Wanted), ("version", report.Version), ("now", now), ("sequence", report.Sequence));
                break;
            case ReportVerdict.Again again:
                turn.Execute(ToAgain, ("at", again.At), ("error", again.Error), ("sequence", report.Sequence), ("version", report.Version));
                break;
            case ReportVerdict.Dropped dropped:
                turn.Execute(ToDropped, ("error", dropped.Error), ("sequence", report.Sequence), ("version", report.Version));
                break;
        }
    }

    private static ReportingPortal ReadPortal(DbDataReader row) => new(
        new PortalId(row.GetString(0)), Moment(row.GetInt64(1)),
        new ReportingStanding(row.GetString(2), !row.IsDBNull(3) && row.GetBoolean(3), row.IsDBNull(4) ? 0 : row.GetInt64(4)));

    private static DueReport ReadReport(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt32(5), Moment(row.GetInt64(6)));

    private static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
