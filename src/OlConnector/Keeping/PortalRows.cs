using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// Takes a portal's rows out of every table but its own. Messages go with all that hangs on them; lines last, so that nothing is ever
/// found without its line. What stays knows no portal: the demo ledger (a keyed hash) and the CODEs that no line may get again.
/// </summary>
internal static class PortalRows
{
    private const string Sequences = "SELECT sequence FROM messages WHERE portal_id = @portal ORDER BY id LIMIT @most";
    private const string Lines = "SELECT id, code FROM lines WHERE portal_id = @portal ORDER BY id LIMIT @most";
    private const string Retire = "INSERT INTO retired_codes (code) VALUES (@code) ON CONFLICT (code) DO NOTHING";

    private static readonly string[] OfMessages =
    [
        $"DELETE FROM attempts WHERE message_sequence {RowSet.Sequences}",
        $"DELETE FROM status_reports WHERE message_sequence {RowSet.Sequences}",
        $"DELETE FROM status_polls WHERE message_sequence {RowSet.Sequences}",
        $"DELETE FROM messages WHERE sequence {RowSet.Sequences}",
    ];

    private static readonly string[] OfPortal =
    [
        Slice("recipients", "sequence"), Slice("rejected_recipients", "file_id"), Slice("recipient_files", "id"),
        Slice("campaigns", "id"), Slice("campaign_waves", "campaign_id"), Slice("parked_callbacks", "id"), Slice("kept_callbacks", "id"),
        Slice("heard_replies", "hash"),
        Slice("known_numbers", "phone"), Slice("conversations", "phone"), Slice("client_replies", "tail"),
        Slice("suppressed_numbers", "phone"),
        Slice("idempotent_answers", "key"),
        Slice("webhooks", "id"), Slice("webhook_deliveries", "id"), Slice("webhook_marks", "subject_id"),
        Slice("rest_calls", "id"), Slice("audit", "id"), Slice("api_tokens", "id"), Slice("portal_users", "user_id"),
        Slice("intake_tallies", "quarter"), Slice("line_days", "day"), Slice("changed_days", "day"), Slice("summed_days", "day"),
        Slice("saved_templates", "id"), Slice("leases", "name"), Slice("shared_buckets", "source"),
        Slice("robot_calls", "token_hash"), Slice("portal_parts", "name"),
        "DELETE FROM announced_removals WHERE portal_id = @portal AND @most > 0",
    ];

    private static readonly string[] OfLines =
    [
        $"DELETE FROM line_questions WHERE line_id {RowSet.Lines}",
        $"DELETE FROM lines WHERE id {RowSet.Lines}",
    ];

    /// <summary>
    /// Deletes about <paramref name="most"/> rows, and what hangs on them: of a number that stands twice in a table both. Fewer than so
    /// many: nothing is left that this transaction can see.
    /// </summary>
    internal static int Delete(WriteTurn turn, PortalId portal, int most)
    {
        var deleted = DeleteMessages(turn, turn.Query(Sequences, row => row.GetInt64(0), ("portal", portal), ("most", most)));
        foreach (var sql in OfPortal)
            if (deleted < most) deleted += turn.Execute(sql, ("portal", portal), ("most", most - deleted));
        return deleted < most ? deleted + DeleteLines(turn, portal, most - deleted) : deleted;
    }

    /// <summary>Deletes messages with all that hangs on them; answers how many there were.</summary>
    internal static int DeleteMessages(WriteTurn turn, IReadOnlyCollection<long> sequences)
    {
        if (sequences.Count > 0)
            foreach (var sql in OfMessages) turn.Execute(sql, ("sequences", sequences));
        return sequences.Count;
    }

    private static int DeleteLines(WriteTurn turn, PortalId portal, int most)
    {
        var lines = turn.Query(
            Lines, row => (Id: new LineId(row.GetGuid(0)), Code: row.GetString(1)), ("portal", portal), ("most", most));
        if (lines.Count == 0) return 0;
        foreach (var (_, code) in lines) turn.Execute(Retire, ("code", code));
        foreach (var sql in OfLines) turn.Execute(sql, ("lines", lines.Select(line => line.Id)));
        return lines.Count;
    }

    private static string Slice(string table, string key) => $"""
        DELETE FROM {table} WHERE portal_id = @portal
           AND "{key}" IN (SELECT "{key}" FROM {table} WHERE portal_id = @portal LIMIT @most)
        """;
}
