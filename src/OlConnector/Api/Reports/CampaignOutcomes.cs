using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Lines;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Reports;

/// <summary>Adds up one mailing: what happened to it, and what it costs.</summary>
internal sealed class CampaignOutcomes(Database database, GatewayCatalog kinds)
{
    private const int Slice = 1000;

    /// <summary>Numbers without a price that are named; the rest are counted.</summary>
    private const int MostNamed = 20;

    private const long Hour = 3_600_000;

    private static readonly MessageState[] Waiting =
        [MessageState.Accepted, MessageState.Held, MessageState.Queued, MessageState.Dispatching];

    internal async Task<ActionResult<CampaignOutcome>> OfAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await CampaignReading.FindAsync(db, caller, id, ct) is not { } campaign) return Refuse.NotFound();
        var groups = await db.Messages.Where(message => message.CampaignId == campaign.Id)
            .GroupBy(message => new { message.State, message.Reason })
            .Select(group => new { group.Key.State, group.Key.Reason, Count = group.Count() }).ToListAsync(ct);
        var states = groups.GroupBy(group => group.State).ToDictionary(group => group.Key, group => group.Sum(one => one.Count));
        var reasons = groups.Where(group => group.Reason is not null)
            .Select(group => new OutcomeReason(group.State, group.Reason!, group.Count))
            .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Reason, StringComparer.Ordinal).ToList();
        return new CampaignOutcome(CampaignViews.All(states), reasons, await HoursAsync(db, campaign, ct));
    }

    internal async Task<ActionResult<CampaignCost>> CostAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await CampaignReading.FindAsync(db, caller, id, ct) is not { } campaign) return Refuse.NotFound();
        var line = await db.Lines.AsNoTracking().SingleAsync(row => row.PortalId == caller.Portal && row.Id == campaign.LineId, ct);
        var groups = await db.Messages.Where(message => message.CampaignId == campaign.Id)
            .GroupBy(message => new
            {
                message.State,
                message.Currency,
                IsComposed = message.Parts != null,
                IsPriced = message.Cost != null,
            })
            .Select(group => new
            {
                group.Key.State,
                group.Key.IsComposed,
                Sum = new CostPart(
                    group.Key.Currency, group.Key.IsPriced, group.Count(), group.Sum(message => (long?)message.Parts) ?? 0,
                    group.Sum(message => message.Cost) ?? 0),
            }).ToListAsync(ct);
        var composed = groups.Where(group => group.IsComposed).ToList();
        return new CampaignCost(
            CostSum.Of(composed.Where(group => CostSum.Left.Contains(group.State)).Select(group => group.Sum)),
            CostSum.Of(composed.Where(group => Waiting.Contains(group.State)).Select(group => group.Sum)),
            groups.Where(group => !group.IsComposed && (Waiting.Contains(group.State) || CostSum.Left.Contains(group.State)))
                .Sum(group => group.Sum.Messages),
            line.Tariff is not null,
            line.Tariff is null ? null : await UnpricedAsync(db, campaign, caller, ct),
            await InLatinAsync(db, campaign, line, ct));
    }

    private static async Task<List<OutcomeHour>> HoursAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct)
    {
        // The hour stands in the statement: of two parameters PostgreSQL does not know that they are the same.
        var rows = await db.Database.SqlQuery<HourRow>($"""
            SELECT 'sent' AS Kind, sent_at / 3600000 AS Number, COUNT(*) AS Messages FROM messages
             WHERE campaign_id = {campaign.Id} AND sent_at IS NOT NULL GROUP BY sent_at / 3600000
            UNION ALL SELECT 'delivered', delivered_at / 3600000, COUNT(*) FROM messages
             WHERE campaign_id = {campaign.Id} AND delivered_at IS NOT NULL GROUP BY delivered_at / 3600000
            """).ToListAsync(ct);
        return [.. rows.GroupBy(row => row.Number).OrderBy(hour => hour.Key).Select(hour => new OutcomeHour(
            DateTimeOffset.FromUnixTimeMilliseconds(hour.Key * Hour),
            (int)hour.Where(row => row.Kind == "sent").Sum(row => row.Messages),
            (int)hour.Where(row => row.Kind == "delivered").Sum(row => row.Messages)))];
    }

    private static async Task<UnpricedNumbers> UnpricedAsync(OlConnectorDb db, Campaign campaign, Caller caller, CancellationToken ct)
    {
        MessageState[] counted = [.. CostSum.Left, .. Waiting];
        var rows = db.Messages.Where(message => message.CampaignId == campaign.Id && counted.Contains(message.State)
            && message.Parts != null && message.Cost == null && message.Phone != null);
        var first = await rows.OrderBy(message => message.Sequence).Select(message => message.Phone!).Take(MostNamed).ToListAsync(ct);
        return new UnpricedNumbers(
            first.Count < MostNamed ? first.Count : await rows.CountAsync(ct),
            first.ConvertAll(digits => caller.SeesPeople ? $"+{digits}" : PhoneNumber.FromDigits(digits).ToString()));
    }

    /// <summary>What waits, if it were written in Latin letters; null where nobody counts parts, or nothing waits.</summary>
    private async Task<CostSum?> InLatinAsync(OlConnectorDb db, Campaign campaign, Line line, CancellationToken ct)
    {
        if (!kinds.TryGet(line.GatewayKind, out var kind) || kind.Traits.Channel != Channel.Sms) return null;
        var (tariff, messages, parts, kept, priced, last) = (LineTariff.Read(line.Tariff), 0, 0L, 0L, 0, 0L);
        while (true)
        {
            var slice = await db.Messages
                .Where(row => row.CampaignId == campaign.Id && row.Sequence > last && Waiting.Contains(row.State)
                    && row.Text != null && row.Phone != null)
                .OrderBy(row => row.Sequence).Take(Slice).Select(row => new { row.Sequence, row.Text, row.Phone }).ToListAsync(ct);
            foreach (var one in slice)
            {
                var cost = MessageCost.Of(
                    Transliteration.ToLatin(one.Text!, TransliterationScheme.Sms), one.Phone!, Channel.Sms, tariff);
                (messages, parts, kept) = (messages + 1, parts + cost.Parts, kept + (cost.Kept ?? 0));
                if (cost.Kept is not null) priced++;
            }

            if (slice.Count < Slice) break;
            last = slice[^1].Sequence;
        }

        return messages == 0 ? null : new CostSum(line.Currency, messages, parts, priced == 0 ? null : MessageCost.AmountOf(kept));
    }

    private sealed record HourRow(string Kind, long Number, long Messages);
}
