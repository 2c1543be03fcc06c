using Microsoft.AspNetCore.Mvc;
using Newtonsoft.Json;
using OlConnector.Api.Messages;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Several own mailings that begin with one call, or none of them.</summary>
internal sealed class BulkDesk(Writer writer, OwnMaking making, Wakeups wakeups, TimeProvider clock)
{
    private const int MostCampaigns = 20;

    internal async Task<ActionResult<BulkAnswer>> BeginAsync(
        Caller caller, BulkDraft wish, string? idempotencyKey, CancellationToken ct)
    {
        if (IdempotencyKey.TryRead(idempotencyKey, caller, "bulk", wish, out var key) is { } badKey) return badKey;
        if (key is not null && await writer.RunAsync(turn => Earlier(turn, key, caller), ct) is { } earlier) return Answer(earlier);
        if (CheckSize(wish) is { } refusal) return refusal;
        var plans = new List<OwnPlan>(wish.Campaigns!.Count);
        foreach (var (index, campaign) in wish.Campaigns.Index())
        {
            var (wrong, plan) = await TryPlanAsync(caller, campaign ?? new BulkCampaign(), ct);
            if (wrong is not null) return wrong.At(PathOf(index));
            plans.Add(plan!);
        }

        var stored = await writer.RunAsync(turn => Store(turn, plans, key, caller), ct);
        wakeups.Pouring.Pulse();
        if (stored.Begun is not { } begun) return Answer(stored);
        return Accepted(begun());
    }

    private async Task<(Refusal? Refusal, OwnPlan? Plan)> TryPlanAsync(Caller caller, BulkCampaign campaign, CancellationToken ct)
    {
        if (campaign.Type is not { } type) return (Refuse.Required("type"), null);
        if (type == BulkType.Bulk && string.IsNullOrWhiteSpace(campaign.Text)) return (Refuse.Required("text"), null);
        if (type == BulkType.Personal)
            foreach (var (index, one) in (campaign.Recipients ?? []).Index())
                if (string.IsNullOrWhiteSpace(one?.Text)) return (Refuse.Required($"recipients[{index}].text"), null);
        return await making.TryPlanAsync(
            caller,
            new NewCampaign(
                NewCampaignKind.Api, campaign.Line, campaign.Text, campaign.Name, campaign.StartAt, Recipients: campaign.Recipients,
                Start: true, AcknowledgeRisk: campaign.AcknowledgeRisk),
            ct);
    }

    private static Refusal? CheckSize(BulkDraft wish)
    {
        if (wish.Campaigns is not { Count: > 0 }) return Refuse.Required("campaigns");
        if (wish.Campaigns.Count > MostCampaigns) return Refuse.TooManyItems("campaigns", MostCampaigns);
        return wish.Campaigns.Sum(campaign => campaign?.Recipients?.Count ?? 0) > RecipientBook.MostInCall
            ? Refuse.TooManyItems("recipients", RecipientBook.MostInCall)
            : null;
    }

    /// <summary>Everything is asked before the first is written.</summary>
    private Stored Store(WriteTurn turn, List<OwnPlan> plans, IdempotencyKey? key, Caller caller)
    {
        if (key is not null && Earlier(turn, key, caller) is { } earlier) return earlier;
        foreach (var (index, plan) in plans.Index())
            if (making.Check(turn, plan, caller) is { } refusal) return new Stored(null, refusal.At(PathOf(index)));
        var (id, repeated) = (NewKey.At(clock).ToString("N"), plans.ConvertAll(plan => making.Store(turn, plan, caller)));
        // How many were duplicates is known when the statements so far have been answered.
        key?.Keep(turn, caller, StatusCodes.Status202Accepted, ApiJson.Text(Told()), clock.GetUtcNow());
        return new Stored(null, null) { Begun = Told };

        BulkAnswer Told() => new(id, [.. plans.Zip(repeated, (plan, duplicates) => new BulkStarted(
            plan.Campaign.Id.ToString("N"), plan.Campaign.Name, plan.Recipients.Count - duplicates.Count, duplicates.Count,
            plan.Draft.StartAt))]);
    }

    private static Stored? Earlier(WriteTurn turn, IdempotencyKey key, Caller caller) =>
        key.Earlier(turn, caller, out var isReused) is { } body ? new Stored(body, isReused ? IdempotencyKey.Reused() : null) : null;

    private static ActionResult<BulkAnswer> Answer(Stored stored) =>
        stored.Refusal is { } refusal ? refusal : Accepted(JsonConvert.DeserializeObject<BulkAnswer>(stored.Body!)!);

    private static ObjectResult Accepted(BulkAnswer answer) => new(answer) { StatusCode = StatusCodes.Status202Accepted };

    private static string PathOf(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"campaigns[{index}]");

    /// <summary>What came of a call: what was answered before, a refusal, or what has begun.</summary>
    private sealed record Stored(string? Body, Refusal? Refusal)
    {
        internal Func<BulkAnswer>? Begun { get; init; }
    }
}
