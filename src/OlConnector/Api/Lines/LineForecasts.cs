using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Gateways;
using OlConnector.Queue;
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

    /// <summary>Most messages of a question for the moment of each.</summary>
    private const int MostMoments = 10_000;

    /// <summary>A forecast for the line with some settings exchanged.</summary>
    internal Task<ActionResult<ForecastAnswer>> ForecastAsync(Caller caller, string id, ForecastDraft? draft, CancellationToken ct) =>
        reading.WithLineAsync<ForecastAnswer>(caller, id, async line =>
        {
            if (Check(draft, line) is { } refusal) return refusal;
            var (direct, marketing) = await WaitingAsync(line, ct);
            if (draft is { Each: true } && (draft.Messages ?? marketing) > MostMoments)
                return Refuse.Invalid("each", new Said(
                    $"Время каждого сообщения показываем не больше чем для {MostMoments}.",
                    $"The moment of each is told for at most {MostMoments} messages."));
            var forecast = await ForecastAsync(line, draft, direct, marketing, ct);
            return draft is { Each: true } ? Answer(forecast) with { Moments = [.. forecast.Each()] } : Answer(forecast);
        }, ct);

    private async Task<Forecast> ForecastAsync(Line line, ForecastDraft? draft, int direct, int marketing, CancellationToken ct)
    {
        await using var db = database.Read();
        var (now, pace) = (clock.GetUtcNow(), views.PaceOf(line, await LimitFacts.OfAsync(db, line.PortalId, line.Id, ct)));
        if (draft is not null) pace = With(pace, draft);
        if (draft?.Messages is null && WaitingRecipients.Matter(pace, marketing, now))
            return QueueForecast.Of(pace, direct, await WaitingRecipients.OfAsync(db, line.Id, pace, campaign: null, now, ct), now);
        var slow = await SlowMailings.OfAsync(db, line.Id, pace, isAskedFor: draft?.Messages is null, ct);
        var usual = marketing - slow.Sum(mailing => mailing.Count);
        return draft?.Messages is { } asked
            ? Forecast.Of(pace, new MessagesAhead(direct, usual) { OfOtherPace = slow }, asked, now)
            : Forecast.Of(pace, new MessagesAhead(direct, 0) { OfOtherPace = slow }, usual, now);
    }

    /// <summary>The forecast as the API tells it.</summary>
    internal static ForecastAnswer Answer(Forecast forecast) =>
        new(
            forecast.Messages, forecast.FirstAt, forecast.LastAt, forecast.LastAt - forecast.FirstAt, forecast.WaitReason,
            forecast.HoldReason, Late: forecast.Late);

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
            ?? LineChecks.Window(draft.Window)
            ?? LineChecks.Limits(draft.Limits);
    }

    private static LinePace With(LinePace pace, ForecastDraft draft)
    {
        var window = draft.Window is { } asked && asked.TryRead(out var read, out _) ? read : pace.Window;
        var limits = pace.Limits!;
        return pace with
        {
            MarketingInterval = draft.MarketingInterval ?? pace.MarketingInterval,
            Jitter = draft.Jitter ?? pace.Jitter,
            Window = window,
            Limits = limits with
            {
                Limits = draft.Limits is { } other ? other.Over(LimitsJson.Of(limits.Limits)).ToLimits() : limits.Limits,
                Zone = window?.Zone ?? limits.Zone,
            },
        };
    }

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
