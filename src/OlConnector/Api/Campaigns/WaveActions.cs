using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Demo;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Plans and cancels waves of a campaign's held messages.</summary>
internal sealed class WaveActions(CampaignReading reading, CampaignWaves waves, RiskQuestions risks, TimeProvider clock)
{
    private const int UsualSize = 50;

    internal async Task<ActionResult<SplitAnswer>> SplitAsync(Caller caller, string id, CampaignSplit wish, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        if (campaign.StoppedAt is not null) return CampaignRefusals.Stopped();
        if (Plan(wish, clock.GetUtcNow(), out var plan) is { } refusal) return refusal;
        var risk = await risks.AskAboutHeldAsync(campaign, wish.AcknowledgeRisk, ct);
        if (RiskQuestions.RefusalOf(risk) is { } unconfirmed) return unconfirmed;
        return await waves.SplitAsync(campaign, plan!, wish.Acknowledge, caller.Actor, risk) switch
        {
            SplitResult.Planned planned => new SplitAnswer(
                [.. planned.Waves.Select(CampaignViews.Show)], planned.StillHeld, await reading.InFlightAsync(campaign, ct)),
            SplitResult.NeedsAcknowledgement needed => CampaignRefusals.NeedsAcknowledgement(needed.Count),
            SplitResult.OutOfDemo demo => DemoRefusals.Short(demo.Shortage),
            SplitResult.WouldHoldAgain again => CampaignRefusals.WouldHoldAgain(again.Counts),
            SplitResult.TooMany many => Refuse.Invalid("size", new Said(
                $"Так получится волн: {many.Waves}, а можно не больше {WavePlan.MostWaves}. Увеличьте size.",
                $"That would be {many.Waves} waves; at most {WavePlan.MostWaves} can be planned. Choose a larger size.")),
            SplitResult.NothingHeld => Refuse.WrongState(new Said(
                "В рассылке ничего не задержано.",
                "Nothing of the campaign is held.")),
            SplitResult.AlreadyPlanned => Refuse.WrongState(new Said(
                "Волны уже намечены. Сначала отмените оставшиеся: DELETE waves.",
                "Waves are planned already. Cancel those that are left first: DELETE waves.")),
            var other => throw new InvalidOperationException($"{other} is no split result."),
        };
    }

    internal async Task<ActionResult<WavesCancelledAnswer>> CancelAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        var cancelled = await waves.CancelAsync(caller.Portal, campaign.Id, caller.Actor);
        return new WavesCancelledAnswer(cancelled, await reading.InFlightAsync(campaign, ct));
    }

    private static Refusal? Plan(CampaignSplit wish, DateTimeOffset now, out WavePlan? plan)
    {
        plan = null;
        if (wish.Size is <= 0) return Refuse.Invalid("size", new Said("size — от 1.", "size is 1 or more."));
        if (wish.Gap is not { } gap) return Refuse.Required("gap");
        if (gap < WavePlan.ShortestGap || gap > WavePlan.LongestGap)
            return Refuse.Invalid("gap", new Said(
                "gap — от минуты (00:01:00) до недели (7.00:00:00).",
                "gap is a minute (00:01:00) to a week (7.00:00:00)."));
        if (wish.StartAt is { } start && (start < now.AddMinutes(-1) || start > now + WavePlan.LatestStart))
            return Refuse.Invalid("startAt", new Said(
                "startAt — не в прошлом и не дальше чем через 30 дней.",
                "startAt is not in the past and at most 30 days ahead."));
        plan = new WavePlan(wish.Size ?? UsualSize, gap, wish.StartAt is { } at && at > now ? at : now);
        return null;
    }
}
