using Microsoft.EntityFrameworkCore;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Access;

namespace OlConnector.Api.Campaigns;

/// <summary>Says what a campaign's held messages are held for: how many by each reason, the most frequent first.</summary>
internal static class CampaignHolds
{
    /// <summary>
    /// Messages whose text is read for the fields they lack. Letters of one campaign are alike: a few of them name them all.
    /// </summary>
    private const int MostRead = 20;

    internal static async Task<IReadOnlyList<CampaignHold>> OfAsync(
        OlConnectorDb db, Campaign campaign, Caller caller, CancellationToken ct)
    {
        var held = db.Messages.AsNoTracking()
            .Where(message => message.CampaignId == campaign.Id && message.State == MessageState.Held && message.Reason != null);
        var counts = await held.GroupBy(message => message.Reason!).Select(group => new { Reason = group.Key, Count = group.Count() })
            .ToListAsync(ct);
        var fields = counts.Exists(group => group.Reason == Reason.UnresolvedPlaceholder) && caller.SeesPeople
            ? await FieldsAsync(held, ct) : [];
        return [.. counts.OrderByDescending(group => group.Count).ThenBy(group => group.Reason, StringComparer.Ordinal)
            .Select(group => new CampaignHold(
                group.Reason, group.Count, group.Reason == Reason.UnresolvedPlaceholder ? fields : []))];
    }

    /// <summary>When the first of them expires unless somebody decides; null when none is held.</summary>
    internal static Task<DateTimeOffset?> ExpireAtAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct) =>
        db.Messages.Where(message => message.CampaignId == campaign.Id && message.State == MessageState.Held)
            .Select(message => (DateTimeOffset?)message.ExpiresAt).MinAsync(ct);

    private static async Task<IReadOnlyList<string>> FieldsAsync(IQueryable<Message> held, CancellationToken ct)
    {
        var some = await held.Where(message => message.Reason == Reason.UnresolvedPlaceholder)
            .OrderBy(message => message.Id).Take(MostRead).ToListAsync(ct);
        return [.. some.SelectMany(Lacking).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static IReadOnlyList<string> Lacking(Message message) => Composition.MayLack(
        message.Template,
        VariantRandom.For(message.PortalId, message.Code, message.PortalMessageId ?? message.Id.ToString(), message.Template));
}
