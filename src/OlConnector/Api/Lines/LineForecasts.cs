using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Gateways;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Lines;

/// <summary>Shows what settings would do before they are saved.</summary>
internal sealed class LineForecasts(
    Database database, LineReading reading, LineViews views, GatewayCatalog kinds, IOptionsMonitor<PacingOptions> pacing,
    TimeProvider clock)
{
    /// <summary>Most messages of a question.</summary>
    private const int MostMessages = 100_000;

    /// <summary>A forecast for the line with some settings exchanged.</summary>
    internal Task<ActionResult<ForecastAnswer>> ForecastAsync(Caller caller, string id, ForecastDraft? draft, CancellationToken ct) =>
        reading.WithLineAsync<ForecastAnswer>(caller, id, async line =>
        {
            if (Check(draft, line) is { } refusal) return refusal;
            var (direct, marketing) = await WaitingAsync(line, ct);
            var pace = With(views.PaceOf(line), draft);
            var ahead = new MessagesAhead(direct, draft?.Messages is null ? 0 : marketing);
            return Answer(Forecast.Of(pace, ahead, draft?.Messages ?? marketing, clock.GetUtcNow()));
        }, ct);

    /// <summary>The forecast as the API tells it.</summary>
    internal static ForecastAnswer Answer(Forecast forecast) =>
        new(forecast.Messages, forecast.FirstAt, forecast.LastAt, forecast.LastAt - forecast.FirstAt, forecast.WaitReason);

    private Refusal? Check(ForecastDraft? draft, Line line)
    {
        if (draft is null) return null;
        if (draft.Messages is <= 0 or > MostMessages)
            return Refuse.Invalid("messages", new Said(
                $"messages — число от 1 до {MostMessages}.",
                $"messages is a number from 1 to {MostMessages}."));
        var floor = pacing.CurrentValue.Floor(kinds.TryGet(line.GatewayKind, out var kind) ? kind.Traits : null, Traffic.Marketing);
        return (draft.MarketingInterval is { } interval ? LineChecks.Interval(interval, "marketingInterval", floor) : null)
            ?? LineChecks.Jitter(draft.Jitter)
            ?? LineChecks.Window(draft.Window);
    }

    private static LinePace With(LinePace pace, ForecastDraft? draft) => draft is null ? pace : pace with
    {
        MarketingInterval = draft.MarketingInterval ?? pace.MarketingInterval,
        Jitter = draft.Jitter ?? pace.Jitter,
        Window = draft.Window is { } window && window.TryRead(out var read, out _) ? read : pace.Window,
    };

    private async Task<(int Direct, int Marketing)> WaitingAsync(Line line, CancellationToken ct)
    {
        await using var db = database.Read();
        var waiting = await db.Messages.Where(message => message.LineId == line.Id && message.State == MessageState.Queued)
            .GroupBy(message => message.Traffic).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        return (
            waiting.Where(group => group.Key == Traffic.Direct).Sum(group => group.Count),
            waiting.Where(group => group.Key == Traffic.Marketing).Sum(group => group.Count));
    }
}
