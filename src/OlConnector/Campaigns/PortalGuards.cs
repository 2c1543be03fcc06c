using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>What a portal and its lines say of how large mailings may be and whether they are collected, over what the app says.</summary>
internal sealed record PortalGuards(
    GuardOptions App, MailingGuard? Portal, bool Collects, IReadOnlyDictionary<LineId, PortalGuards.OfLine> Lines)
{
    /// <summary>Reads it with a look at the portal and one at those of its lines that say anything.</summary>
    internal static async Task<PortalGuards> ReadAsync(OlConnectorDb db, GuardOptions app, PortalId portal, CancellationToken ct = default)
    {
        var own = await db.Portals.Where(row => row.Id == portal).Select(row => new { row.Guard, row.Collects }).SingleOrDefaultAsync(ct);
        var lines = await db.Lines.Where(row => row.PortalId == portal && (row.Guard != null || row.Collect != null))
            .Select(row => new { row.Id, row.Guard, row.Collect }).ToListAsync(ct);
        return new PortalGuards(
            app, GuardJson.GuardOf(own?.Guard), own?.Collects ?? false,
            lines.ToDictionary(row => row.Id, row => new OfLine(GuardJson.GuardOf(row.Guard), row.Collect)));
    }

    /// <summary>The guard of a mailing that goes out by this line.</summary>
    internal GuardInForce Of(LineId line, MailingGuard? own = null) =>
        GuardInForce.Of(App, Portal, Lines.GetValueOrDefault(line)?.Guard, own);

    /// <summary>Whether a mailing of this line is collected before anything of it leaves.</summary>
    internal bool CollectsOn(LineId line, bool? own = null) => own ?? Lines.GetValueOrDefault(line)?.Collect ?? Collects;

    /// <summary>What one line says.</summary>
    internal sealed record OfLine(MailingGuard? Guard, bool? Collect);
}
