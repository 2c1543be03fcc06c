using Microsoft.EntityFrameworkCore;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Portals;
using OlConnector.Storage;

namespace OlConnector.Api.Campaigns;

/// <summary>Finds in the audit who paused or stopped a campaign: the books keep only that it stands.</summary>
internal static class CampaignHalts
{
    internal static async Task<CampaignHalt?> OfAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct)
    {
        if (await EntryAsync(db, campaign, ct) is not { } entry) return null;
        var names = await ActorNames.ReadAsync(db, campaign.PortalId, [entry.Actor], ct);
        return new CampaignHalt(entry.At, entry.Actor, names.GetValueOrDefault(entry.Actor));
    }

    /// <summary>A stop is final and its first entry counts; of pauses the latest.</summary>
    private static async Task<AuditEntry?> EntryAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct)
    {
        var subject = campaign.Id.ToString("N");
        var entries = db.Audit.AsNoTracking().Where(entry => entry.PortalId == campaign.PortalId && entry.Subject == subject);
        if (campaign.StoppedAt is { } stopped)
            return await entries.Where(entry => entry.Action == "campaign stopped" && entry.At >= stopped)
                .OrderBy(entry => entry.At).FirstOrDefaultAsync(ct);
        return campaign.IsPaused
            ? await entries.Where(entry => entry.Action == "campaign paused" && entry.At >= campaign.StartedAt)
                .OrderByDescending(entry => entry.At).FirstOrDefaultAsync(ct)
            : null;
    }
}
