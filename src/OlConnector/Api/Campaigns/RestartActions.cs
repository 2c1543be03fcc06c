using Microsoft.AspNetCore.Mvc;
using Newtonsoft.Json;
using OlConnector.Api.Demo;
using OlConnector.Api.Lines;
using OlConnector.Api.Messages;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Sends messages of a campaign that is over again; with an idempotency key once, however often it is called.</summary>
internal sealed class RestartActions(
    Writer writer, CampaignReading reading, CampaignRuns runs, RunFilling filling, TimeProvider clock)
{
    internal async Task<ActionResult<RestartedAnswer>> RestartAsync(
        Caller caller, string id, CampaignRestart wish, string? idempotencyKey, CancellationToken ct)
    {
        if (IdempotencyKey.TryRead(idempotencyKey, caller, $"restart {id}", wish, out var key) is { } badKey) return badKey;
        if (wish.Which is not { } which) return Refuse.Required("which");
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        var (body, refusal) = await writer.RunAsync(turn => Begin(turn, caller, campaign, which, wish.Acknowledge, key), ct);
        if (refusal is not null) return refusal;
        var answer = JsonConvert.DeserializeObject<RestartedAnswer>(body!)!;
        await filling.FillAsync(Guid.Parse(answer.Id));
        return answer;
    }

    private (string? Body, Refusal? Refusal) Begin(
        WriteTurn turn, Caller caller, Campaign campaign, RestartWhich which, int? acknowledge, IdempotencyKey? key)
    {
        var isReused = false;
        if (key?.Earlier(turn, caller, out isReused) is { } earlier) return isReused ? (null, IdempotencyKey.Reused()) : (earlier, null);
        var author = caller.Kind == CallerKind.Session ? caller.Id : null;
        switch (runs.Begin(turn, campaign, which, acknowledge, caller.Actor, author))
        {
            case RunResult.Begun begun:
                var body = ApiJson.Text(new RestartedAnswer(begun.Run.ToString("N"), begun.Taken));
                key?.Keep(turn, caller, StatusCodes.Status200OK, body, clock.GetUtcNow());
                return (body, null);
            case RunResult.NeedsAcknowledgement needed:
                return (null, which == RestartWhich.All
                    ? CampaignRefusals.SentAgain(needed.Count) : CampaignRefusals.NeedsAcknowledgement(needed.Count));
            case RunResult.OutOfDemo demo:
                return (null, DemoRefusals.Short(demo.Shortage));
            case RunResult.Stopped:
                return (null, CampaignRefusals.Stopped());
            case RunResult.NotOver:
                return (null, CampaignRefusals.NotOver());
            case RunResult.Repeating:
                return (null, CampaignRefusals.Repeating());
            case RunResult.NothingToTake:
                return (null, CampaignRefusals.NothingToRestart());
            case RunResult.LineOff:
                return (null, LineRefusals.Deleted());
            case var other:
                throw new InvalidOperationException($"{other} is no result of a restart.");
        }
    }
}
