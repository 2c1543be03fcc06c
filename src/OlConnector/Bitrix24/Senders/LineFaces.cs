using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Senders;

/// <summary>Reads what the portal is told about a line, and keeps what the portal said to it.</summary>
internal sealed class LineFaces(Database database, Writer writer, SecretBox secrets, IOptionsMonitor<Bitrix24Options> options)
{
    private const string Note = """
        UPDATE lines SET is_registered = @registered, registration_error = @problem, version = version + 1
         WHERE portal_id = @portal AND id = @line
           AND (is_registered <> @registered OR COALESCE(registration_error, '') <> COALESCE(@problem, ''))
        """;

    private const int MaxProblem = 500;

    /// <summary>Null for a line that does not exist, or whose key cannot be read any more.</summary>
    internal async Task<SenderFace?> FindAsync(PortalId portal, LineId line, CancellationToken ct)
    {
        await using var db = database.Read();
        var row = await db.Lines.AsNoTracking().Where(found => found.PortalId == portal && found.Id == line)
            .Select(found => new { found.Code, found.Name, found.Number, found.HandlerKey }).FirstOrDefaultAsync(ct);
        return row is not null && secrets.Unprotect(row.HandlerKey) is { } key
            ? new SenderFace(row.Code, row.Name, row.Number, UrlOf(key))
            : null;
    }

    /// <summary>The HANDLER URL for a key: on the app's own host, as older portals demand (bitrix24.md §4.1).</summary>
    public string UrlOf(string handlerKey) => options.CurrentValue.Address($"b24/sms/{handlerKey}");

    internal Task NoteAsync(PortalId portal, LineId line, bool isRegistered, string? problem) => writer.RunAsync(turn => turn.Execute(
        Note, ("registered", isRegistered), ("problem", problem is { Length: > MaxProblem } ? problem[..MaxProblem] : problem),
        ("portal", portal), ("line", line)));
}
