using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Api.Demo;
using OlConnector.Api.Lines;
using OlConnector.Campaigns;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Reads campaigns, youngest first.</summary>
internal sealed class CampaignReading(
    Database database, CampaignViews views, CampaignForecasts forecasts, RiskWeighing weighing, IOptionsMonitor<GuardOptions> guard)
{
    internal async Task<ActionResult<Page<CampaignResource>>> ListAsync(Caller caller, string? line, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: true, out var after) is { } wrong) return wrong;
        if (Ids.TryRead(line, "line", out var onLine) is { } refusal) return refusal;
        await using var db = database.Read();
        var rows = await Rows(db, caller, after, onLine).OrderByDescending(campaign => campaign.StartedAt)
            .ThenByDescending(campaign => campaign.Id).Take(page.Limit + 1).ToListAsync(ct);
        var counts = await StatesAsync(db, [.. rows.Select(campaign => campaign.Id)], ct);
        var names = await NamesAsync(db, caller, rows, ct);
        var waves = await ToComeAsync(db, caller, [.. rows.Select(campaign => campaign.Id)], ct);
        var guards = await PortalGuards.ReadAsync(db, guard.CurrentValue, caller.Portal, ct);
        var recipients = await RecipientsAsync(db, rows, ct);
        return Pages.Of(
            rows, page.Limit,
            campaign => views.Show(campaign, counts[campaign.Id], names, guards, caller) with
            {
                Waves = [.. waves[campaign.Id]],
                Recipients = campaign.IsOwn ? recipients.GetValueOrDefault(campaign.Id) : null,
            },
            campaign => new Cursor(campaign.StartedAt.ToUnixTimeMilliseconds(), campaign.Id.ToString("N")));
    }

    internal async Task<ActionResult<CampaignResource>> GetAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await FindAsync(db, caller, id, ct) is not { } campaign) return Refuse.NotFound();
        var counts = await StatesAsync(db, [campaign.Id], ct);
        var names = await NamesAsync(db, caller, [campaign], ct);
        var guards = await PortalGuards.ReadAsync(db, guard.CurrentValue, caller.Portal, ct);
        var shown = views.Show(campaign, counts[campaign.Id], names, guards, caller);
        return shown with
        {
            Forecast = LineForecasts.Answer(await forecasts.OfAsync(db, campaign, ct)),
            Risk = CampaignViews.IsOver(shown.State) || shown.State == CampaignState.Expired
                ? null
                : RiskAnswer.Of(
                    campaign.Stage is null
                        ? await weighing.OfAsync(db, campaign, RiskWeighing.RecipientsOf(counts[campaign.Id]), ct)
                        : await weighing.OfAsync(campaign, ct), caller.ReadsIn),
            Halt = await CampaignHalts.OfAsync(db, campaign, ct),
            Waves = await WavesAsync(db, campaign, ct),
            Holds = counts[campaign.Id].ContainsKey(MessageState.Held) ? await CampaignHolds.OfAsync(db, campaign, caller, ct) : [],
            HoldsExpireAt = await CampaignHolds.ExpireAtAsync(db, campaign, ct),
            Runs = await CampaignRestarts.RunsAsync(db, campaign, ct),
            Recipients = campaign.IsOwn ? (await RecipientsAsync(db, [campaign], ct)).GetValueOrDefault(campaign.Id) : null,
            RefusedByDemo = await RefusedByDemo.CountAsync(db, campaign, ct),
            Restartable = CampaignRestarts.Allows(shown) ? await CampaignRestarts.CountsAsync(db, campaign, ct) : null,
        };
    }

    internal static async Task<IReadOnlyList<WaveResource>> WavesAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct) =>
        (await db.Waves.AsNoTracking().Where(wave => wave.PortalId == campaign.PortalId && wave.CampaignId == campaign.Id)
            .OrderBy(wave => wave.Number).ToListAsync(ct)).ConvertAll(CampaignViews.Show);

    private static async Task<ILookup<Guid, WaveResource>> ToComeAsync(
        OlConnectorDb db, Caller caller, IReadOnlyList<Guid> campaigns, CancellationToken ct) =>
        (await db.Waves.AsNoTracking()
            .Where(wave => wave.PortalId == caller.Portal && wave.State == WaveState.Planned && campaigns.Contains(wave.CampaignId))
            .OrderBy(wave => wave.Number).ToListAsync(ct)).ToLookup(wave => wave.CampaignId, CampaignViews.Show);

    /// <summary>Messages of the campaign that are with the gateway: nobody can call them back.</summary>
    internal async Task<int> InFlightAsync(Campaign campaign, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Messages.CountAsync(row => row.CampaignId == campaign.Id && row.State == MessageState.Dispatching, ct);
    }

    /// <summary>The campaign, if it exists for the caller.</summary>
    internal async Task<Campaign?> FindAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await FindAsync(db, caller, id, ct);
    }

    internal static async Task<Campaign?> FindAsync(OlConnectorDb db, Caller caller, string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key)) return null;
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(row => row.PortalId == caller.Portal && row.Id == key, ct);
        return campaign is not null && caller.Sees(campaign.LineId) ? campaign : null;
    }

    /// <summary>Recipients for whom no message has been made yet, of those own mailings that have some.</summary>
    private static async Task<Dictionary<Guid, int>> RecipientsAsync(
        OlConnectorDb db, IReadOnlyList<Campaign> campaigns, CancellationToken ct)
    {
        var staged = campaigns.Where(campaign => campaign.Stage is not null).Select(campaign => campaign.Id).ToList();
        return staged.Count == 0
            ? []
            : await db.Recipients.Where(row => staged.Contains(row.CampaignId))
                .Where(row => !db.RecipientFiles.Any(file => file.Id == row.FileId
                    && (file.State == RecipientFileState.Importing || file.State == RecipientFileState.Leaving)))
                .GroupBy(row => row.CampaignId).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
    }

    private static Task<IReadOnlyDictionary<string, string>> NamesAsync(
        OlConnectorDb db, Caller caller, IReadOnlyList<Campaign> campaigns, CancellationToken ct) => ActorNames.ReadAsync(
        db, caller.Portal, campaigns.Select(campaign => campaign.Author).OfType<string>().Select(ActorNames.OfUser), ct);

    private static IQueryable<Campaign> Rows(OlConnectorDb db, Caller caller, Cursor? after, Guid? line)
    {
        var (at, id) = after is null ? (long.MaxValue, Guid.AllBitsSet) : (after.At, after.Id!.Value);
        var rows = db.Campaigns.FromSql(
            $"SELECT * FROM campaigns WHERE portal_id = {caller.Portal.Value} AND (started_at, id) < ({at}, {id})").AsNoTracking();
        if (caller.Lines is { } own) rows = rows.Where(campaign => own.Contains(campaign.LineId));
        if (line is not { } only) return rows;
        var wanted = new LineId(only);
        return rows.Where(campaign => campaign.LineId == wanted);
    }

    private static async Task<Dictionary<Guid, Dictionary<MessageState, int>>> StatesAsync(
        OlConnectorDb db, IReadOnlyList<Guid> campaigns, CancellationToken ct)
    {
        var keys = campaigns.Select(id => (Guid?)id).ToList();
        var rows = await db.Messages.Where(message => keys.Contains(message.CampaignId))
            .GroupBy(message => new { message.CampaignId, message.State })
            .Select(group => new { group.Key.CampaignId, group.Key.State, Count = group.Count() }).ToListAsync(ct);
        return campaigns.ToDictionary(
            id => id, id => rows.Where(row => row.CampaignId == id).ToDictionary(row => row.State, row => row.Count));
    }
}
