using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Deletes everything of a portal whose administrator asked for it (CLEAN=1), in short transactions. What stays: the demo ledger, which
/// knows portals by a keyed hash only, and the CODEs, which no line may ever get again (design.md §4.15).
/// </summary>
internal sealed class PortalPurge(Database database, Writer writer, RestLog restLog, ILogger<PortalPurge> log)
{
    private const int Slice = 500;

    private const string Retire = """
        INSERT INTO retired_codes (code) SELECT code FROM lines WHERE portal_id = @portal AND code NOT IN (SELECT code FROM retired_codes)
        """;

    private const string OfMessages = "(SELECT sequence FROM messages WHERE portal_id = @portal ORDER BY id LIMIT @slice)";

    /// <summary>Run together, slice by slice, until the last finds no message any more.</summary>
    private static readonly string[] Messages =
    [
        $"DELETE FROM attempts WHERE message_sequence IN {OfMessages}",
        $"DELETE FROM status_reports WHERE message_sequence IN {OfMessages}",
        $"DELETE FROM status_polls WHERE message_sequence IN {OfMessages}",
        $"DELETE FROM messages WHERE sequence IN {OfMessages}",
    ];

    /// <summary>Lines come last of what is large, so that nothing is ever found without its line.</summary>
    private static readonly Deletion[] Rest =
    [
        Deletion.Sliced("campaigns", "id"), Deletion.Sliced("parked_callbacks", "id"), Deletion.Sliced("kept_callbacks", "id"),
        Deletion.Sliced("heard_replies", "hash"),
        Deletion.Sliced("known_numbers", "phone"), Deletion.Sliced("conversations", "phone"),
        Deletion.Sliced("suppressed_numbers", "phone"), Deletion.Sliced("idempotent_answers", "key"), Deletion.Sliced("rest_calls", "id"),
        Deletion.Sliced("audit", "id"), Deletion.Sliced("api_tokens", "id"), Deletion.Sliced("portal_users", "user_id"),
        Deletion.Sliced("lines", "id"), Deletion.AtOnce("leases"), Deletion.AtOnce("shared_buckets"), Deletion.AtOnce("line_questions"),
        Deletion.AtOnce("status_polls"), Deletion.AtOnce("intake_tallies"), Deletion.AtOnce("attempts"), Deletion.AtOnce("status_reports"),
    ];

    private const string Finish = "DELETE FROM portals WHERE id = @portal AND purge_requested_at IS NOT NULL";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Finishes every purge that was asked for and interrupted.</summary>
    public async Task ResumeAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var asked = await db.Portals.AsNoTracking().Where(row => row.PurgeRequestedAt != null).Select(row => row.Id).ToListAsync(ct);
        foreach (var portal in asked) await RunAsync(portal);
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

        log.PortalPurged(portal);
    }

    private async Task PurgeAsync(PortalId portal)
    {
        await restLog.FlushAsync();
        await writer.RunAsync(turn => turn.Execute(Retire, ("portal", portal)));
        while (await writer.RunAsync(turn => Messages.Select(sql => turn.Execute(sql, ("portal", portal), ("slice", Slice))).Last()) > 0)
        {
        }

        foreach (var deletion in Rest)
        {
            while (await writer.RunAsync(turn => deletion.Run(turn, portal)))
            {
            }
        }

        await writer.RunAsync(turn => turn.Execute(Finish, ("portal", portal)));
    }

    /// <summary>Takes a portal's rows out of one table.</summary>
    /// <param name="IsSliced">A large table is emptied slice by slice; a small one at once.</param>
    private sealed record Deletion(string Sql, bool IsSliced)
    {
        internal static Deletion AtOnce(string table) => new($"DELETE FROM {table} WHERE portal_id = @portal", IsSliced: false);

        internal static Deletion Sliced(string table, string key) => new(
            $"""
            DELETE FROM {table} WHERE portal_id = @portal
               AND "{key}" IN (SELECT "{key}" FROM {table} WHERE portal_id = @portal LIMIT @slice)
            """,
            IsSliced: true);

        /// <summary>True when there may be more.</summary>
        internal bool Run(WriteTurn turn, PortalId portal)
        {
            if (IsSliced) return turn.Execute(Sql, ("portal", portal), ("slice", Slice)) > 0;
            turn.Execute(Sql, ("portal", portal));
            return false;
        }
    }
}
