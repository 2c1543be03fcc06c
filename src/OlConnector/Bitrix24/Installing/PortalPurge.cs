using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Lines;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Deletes everything of a portal whose administrator asked for it (CLEAN=1), in short transactions. What stays: the demo ledger, which knows portals by a keyed hash
/// only, and the CODEs, which no line may ever get again (design.md §4.15).
/// </summary>
internal sealed class PortalPurge(Database database, Writer writer, RestLog restLog, LineDirectory directory, ILogger<PortalPurge> log)
{
    private const int Slice = 500;

    private const string Retire = """
        INSERT INTO retired_codes (code) SELECT code FROM lines WHERE portal_id = @portal AND code NOT IN (SELECT code FROM retired_codes)
        """;

    private const string OfMessages = "(SELECT sequence FROM messages WHERE portal_id = @portal ORDER BY id LIMIT @slice)";

    private static readonly string[] Messages =
    [
        $"DELETE FROM attempts WHERE message_sequence IN {OfMessages}",
        $"DELETE FROM status_reports WHERE message_sequence IN {OfMessages}",
        $"DELETE FROM status_polls WHERE message_sequence IN {OfMessages}",
        $"DELETE FROM messages WHERE sequence IN {OfMessages}",
    ];

    /// <summary>Lines come last, so that nothing is ever found without its line.</summary>
    private static readonly string[] Rest =
    [
        ByKey("campaigns", "id"), ByKey("parked_callbacks", "id"), ByKey("kept_callbacks", "id"), ByKey("known_numbers", "phone"), ByKey("conversations", "phone"), ByKey("suppressed_numbers", "phone"), ByKey("idempotent_answers", "key"), ByKey("rest_calls", "id"),
        ByKey("audit", "id"), ByKey("api_tokens", "id"), ByKey("portal_users", "user_id"), ByKey("lines", "id"),
        "DELETE FROM leases WHERE portal_id = @portal", "DELETE FROM shared_buckets WHERE portal_id = @portal",
        "DELETE FROM line_questions WHERE portal_id = @portal", "DELETE FROM status_polls WHERE portal_id = @portal",
        "DELETE FROM intake_tallies WHERE portal_id = @portal", "DELETE FROM attempts WHERE portal_id = @portal", "DELETE FROM status_reports WHERE portal_id = @portal",
    ];

    private const string Finish = "DELETE FROM portals WHERE id = @portal AND purge_requested_at IS NOT NULL";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Finishes every purge that was asked for and interrupted.</summary>
    public async Task ResumeAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        foreach (var portal in await db.Portals.AsNoTracking().Where(row => row.PurgeRequestedAt != null).Select(row => row.Id).ToListAsync(ct)) await RunAsync(portal);
    }

    /// <summary>Deletes the portal's data if that was asked for.</summary>
    public async Task RunAsync(PortalId portal)
    {
        await _one.WaitAsync();
        try
        {
            await using var db = database.Read();
            if (!await db.Portals.AsNoTracking().AnyAsync(row => row.Id == portal && row.PurgeRequestedAt != null)) return;
            await PurgeAsync(portal);
        }
        finally
        {
            _one.Release();
        }

        await directory.RefreshAsync();
        log.PortalPurged(portal);
    }

    private async Task PurgeAsync(PortalId portal)
    {
        await restLog.FlushAsync();
        await writer.RunAsync(turn => turn.Execute(Retire, ("portal", portal)));
        while (await writer.RunAsync(turn => Messages.Select(sql => turn.Execute(sql, ("portal", portal), ("slice", Slice))).Last()) > 0)
        {
        }

        foreach (var sql in Rest)
        {
            while (await writer.RunAsync(turn => sql.Contains("@slice", StringComparison.Ordinal) ? turn.Execute(sql, ("portal", portal), ("slice", Slice)) : Once(turn, sql, portal)) > 0)
            {
            }
        }

        await writer.RunAsync(turn => turn.Execute(Finish, ("portal", portal)));
    }

    private static int Once(WriteTurn turn, string sql, PortalId portal)
    {
        turn.Execute(sql, ("portal", portal));
        return 0;
    }

    private static string ByKey(string table, string key) =>
        $"DELETE FROM {table} WHERE portal_id = @portal AND \"{key}\" IN (SELECT \"{key}\" FROM {table} WHERE portal_id = @portal LIMIT @slice)";
}
