using Microsoft.AspNetCore.Mvc;
using Newtonsoft.Json;
using OlConnector.Api.Messages;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Mends what recognition took apart or together.</summary>
internal sealed class MergeActions(
    Writer writer, CampaignReading reading, CampaignMerging merging, CampaignSeparating separating, Wakeups wakeups, TimeProvider clock)
{
    internal async Task<ActionResult<MergedAnswer>> MergeAsync(Caller caller, string id, CampaignMerge wish, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(wish.Other)) return Refuse.Required("other");
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        if (!Guid.TryParse(wish.Other, out var other)) return Refuse.NotFound("other");
        if (other == campaign.Id) return CampaignRefusals.WithItself();
        return await merging.MergeAsync(campaign, other, caller.Actor) switch
        {
            MergeResult.Merged merged => new MergedAnswer(merged.Moved, merged.Duplicates, merged.Held, merged.InFlight),
            MergeResult.NotThere => Refuse.NotFound("other"),
            // Whoever may not see a line does not learn what goes out by it.
            MergeResult.OtherLine => await reading.FindAsync(caller, wish.Other, ct) is null
                ? Refuse.NotFound("other")
                : CampaignRefusals.OfOtherLine(),
            MergeResult.IsPrepared => CampaignRefusals.OtherIsPrepared(),
            MergeResult.WrongState => CampaignRefusals.CannotMerge(),
            var unknown => throw new InvalidOperationException($"{unknown} is no merge result."),
        };
    }

    internal async Task<ActionResult<SeparatedAnswer>> SeparateAsync(
        Caller caller, string id, CampaignSeparation wish, string? idempotencyKey, CancellationToken ct)
    {
        if (IdempotencyKey.TryRead(idempotencyKey, caller, $"separate {id}", wish, out var key) is { } badKey) return badKey;
        if (wish.Messages is not { Count: > 0 } named) return Refuse.Required("messages");
        if (named.Count > CampaignSeparating.MostMessages)
            return Refuse.Invalid("messages", new Said(
                $"messages — не больше {CampaignSeparating.MostMessages} за раз.",
                $"messages are at most {CampaignSeparating.MostMessages} at a time."));
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        var messages = new HashSet<MessageId>();
        foreach (var one in named)
        {
            if (!Guid.TryParse(one, out var message)) return Refuse.NotFound("messages");
            messages.Add(new MessageId(message));
        }

        var (body, refusal) = await writer.RunAsync(turn => Separate(turn, caller, campaign, messages, key), ct);
        if (refusal is not null) return refusal;
        wakeups.Dispatching.Pulse();
        return JsonConvert.DeserializeObject<SeparatedAnswer>(body!)!;
    }

    private (string? Body, Refusal? Refusal) Separate(
        WriteTurn turn, Caller caller, Campaign campaign, HashSet<MessageId> messages, IdempotencyKey? key)
    {
        var isReused = false;
        if (key?.Earlier(turn, caller, out isReused) is { } earlier) return isReused ? (null, IdempotencyKey.Reused()) : (earlier, null);
        switch (separating.Separate(turn, campaign, messages, caller.Actor))
        {
            case SeparateResult.Separated done:
                var body = ApiJson.Text(new SeparatedAnswer($"{done.Id:N}", done.Moved, done.Gone, done.InFlight));
                key?.Keep(turn, caller, StatusCodes.Status200OK, body, clock.GetUtcNow());
                return (body, null);
            case SeparateResult.NotOfMailing:
                return (null, Refuse.NotFound("messages"));
            case SeparateResult.NothingWaits:
                return (null, CampaignRefusals.NothingToSeparate());
            case SeparateResult.WholeMailing:
                return (null, CampaignRefusals.SeparatesAll());
            case SeparateResult.WrongState:
                return (null, CampaignRefusals.CannotSeparate());
            case var other:
                throw new InvalidOperationException($"{other} is no result of a separation.");
        }
    }
}
