using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Storage.Rows;

namespace OlConnector.Bitrix24.Parts;

/// <summary>What the app has put into each portal beside message providers, and how it went.</summary>
internal sealed class PortalParts(Database database, Writer writer, SecretBox secrets, ILogger<PortalParts> log)
{
    private const string Make = """
        INSERT INTO portal_parts (portal_id, name, state, handler_key, handler_key_hash)
        SELECT id, @name, 'waiting', @key, @hash FROM portals WHERE id = @portal AND purge_requested_at IS NULL
        ON CONFLICT (portal_id, name) DO NOTHING
        """;

    private const string Rekey = """
        UPDATE portal_parts SET handler_key = @key, handler_key_hash = @hash, face = NULL WHERE portal_id = @portal AND name = @name
        """;

    private const string Change = """
        UPDATE portal_parts SET state = @state, problem = @problem, face = COALESCE(@face, face)
         WHERE portal_id = @portal AND name = @name
        """;

    private const int MaxProblem = 500;

    /// <summary>The part's row, made where there is none; null for a portal that is gone.</summary>
    internal async Task<PortalPart?> EnsureAsync(PortalId portal, string name, CancellationToken ct)
    {
        if (await FindAsync(portal, name, ct) is { } known && secrets.Unprotect(known.HandlerKey) is not null) return known;
        var key = SecretKey.New();
        var (stored, hash) = (secrets.Protect(key), SecretKey.Hash(key));
        await writer.RunAsync(
            turn =>
            {
                // A key that cannot be read any more is replaced: the portal is told the new address next.
                turn.Execute(Make, ("portal", portal), ("name", name), ("key", stored), ("hash", hash));
                turn.Execute(Rekey, ("key", stored), ("hash", hash), ("portal", portal), ("name", name));
            },
            ct);
        return await FindAsync(portal, name, ct);
    }

    /// <summary>The secret in the part's address.</summary>
    internal string? KeyOf(PortalPart part) => secrets.Unprotect(part.HandlerKey);

    /// <summary>Keeps how it went.</summary>
    internal Task NoteAsync(PortalId portal, string name, PartState state, string? problem = null, string? face = null) =>
        writer.RunAsync(turn => turn.Execute(
            Change, ("state", state), ("problem", problem is { Length: > MaxProblem } ? problem[..MaxProblem] : problem), ("face", face),
            ("portal", portal), ("name", name)));

    /// <summary>Keeps what the portal said to the last of what was asked of it for the part.</summary>
    internal async Task NoteAsync(PortalId portal, string name, RestAnswer answer, string? face = null)
    {
        switch (answer)
        {
            case RestAnswer.Ok:
                await NoteAsync(portal, name, PartState.Installed, problem: null, face);
                break;
            case RestAnswer.Failed failed:
                log.PartRefused(portal, name, failed.Code);
                await NoteAsync(
                    portal, name, failed.Is("insufficient_scope") ? PartState.ScopeMissing : PartState.Refused,
                    $"{failed.Code}: {failed.Text}".Trim(' ', ':'));
                break;
            default:
                // The portal as a whole cannot be asked now: the next round of care asks again.
                break;
        }
    }

    /// <summary>Whether the portal grants a scope; unknown counts as granted, and its own answer decides.</summary>
    internal async Task<bool> HasScopeAsync(PortalId portal, string scope, CancellationToken ct)
    {
        await using var db = database.Read();
        var granted = await db.Portals.AsNoTracking().Where(row => row.Id == portal).Select(row => row.Scope).FirstOrDefaultAsync(ct);
        return string.IsNullOrEmpty(granted) || granted.Split(',').Contains(scope, StringComparer.OrdinalIgnoreCase);
    }

    private async Task<PortalPart?> FindAsync(PortalId portal, string name, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.PortalParts.AsNoTracking().FirstOrDefaultAsync(row => row.PortalId == portal && row.Name == name, ct);
    }
}
