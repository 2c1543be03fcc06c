using Microsoft.EntityFrameworkCore;
using OlConnector.Campaigns;
using OlConnector.Engine.Campaigns;
using OlConnector.Storage;
using OlConnector.Web.Access;

namespace OlConnector.Api.Demo;

/// <summary>Finds what the demo refused and a run may send: the same messages that a restart takes.</summary>
internal static class RefusedByDemo
{
    private const string OfPortal = $"""
        SELECT campaign_id AS "Campaign", COUNT(*) AS "Count" FROM messages
         WHERE portal_id = {"{0}"} AND campaign_id IS NOT NULL AND {RunSql.RefusedByDemo} GROUP BY campaign_id
        """;

    private const string OfCampaign = $"""
        SELECT COUNT(*) AS "Value" FROM messages WHERE portal_id = {"{0}"} AND campaign_id = {"{1}"} AND {RunSql.RefusedByDemo}
        """;

    /// <summary>Of the lines that the caller sees, youngest first.</summary>
    internal static async Task<IReadOnlyList<RefusedCampaign>> OfAsync(OlConnectorDb db, Caller caller, CancellationToken ct)
    {
        var counts = (await db.Database.SqlQueryRaw<Row>(OfPortal, caller.Portal.Value).ToListAsync(ct))
            .ToDictionary(row => row.Campaign, row => row.Count);
        if (counts.Count == 0) return [];
        var keys = counts.Keys.ToList();
        var campaigns = await db.Campaigns.AsNoTracking().Where(row => row.PortalId == caller.Portal && keys.Contains(row.Id))
            .OrderByDescending(row => row.StartedAt).Select(row => new { row.Id, row.Name, row.LineId }).ToListAsync(ct);
        return [.. campaigns.Where(row => caller.Sees(row.LineId))
            .Select(row => new RefusedCampaign(row.Id.ToString("N"), row.Name, row.LineId.ToString(), counts[row.Id]))];
    }

    /// <summary>How many of one campaign.</summary>
    internal static async Task<int> CountAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<int>(OfCampaign, campaign.PortalId.Value, campaign.Id).ToListAsync(ct))[0];

    private sealed record Row(Guid Campaign, int Count);
}
