using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Campaigns;

/// <summary>
/// The forecast is what the queue does when nothing else happens: both are run in virtual time over weeks, windows, limits and changes of
/// the clock.
/// </summary>
public sealed class ForecastLimitsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Zones =
        ["Europe/Moscow", "Europe/Berlin", "Africa/Cairo", "America/Santiago", "Asia/Beirut", "Australia/Lord_Howe", "UTC"];

    private static readonly DayOfWeek[] Workdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly Gen<LimitMode> Modes = Gen.Elements(LimitMode.Off, LimitMode.Hold, LimitMode.Hold);

    [Fact]
    public void It_is_what_the_queue_does_to_the_second() => Prop.ForAll(Scenes().ToArbitrary(), scene =>
    {
        var (line, now, messages) = scene;
        var (moments, hold) = Run(line, messages, now);
        var forecast = Forecast.Of(line, default, messages, now);

        forecast.Each().ShouldBe(moments);
        forecast.HoldReason.ShouldBe(hold);
        forecast.LastAt.ShouldBe(moments.Count == messages ? moments[^1] : null);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void With_recipients_who_are_always_awake_it_is_the_same() => Prop.ForAll(Scenes().ToArbitrary(), scene =>
    {
        var (line, now, messages) = scene;
        var queue = Enumerable.Repeat(new QueuedRecipient(null, IsNew: false, null, IsAskedFor: true), messages).ToList();

        var forecast = QueueForecast.Of(line, 0, queue, now);

        forecast.Each().ShouldBe(Forecast.Of(line, default, messages, now).Each().Where(at => at < now + QueueForecast.Horizon));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void With_recipients_in_other_zones_it_is_what_the_queue_does() => Prop.ForAll(
        Scenes().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (scene, seed) =>
    {
        var (line, now, messages) = scene;
        var random = new Random(seed);
        var queue = Enumerable.Range(0, Math.Min(messages, 40)).Select(_ => ARecipient(random)).ToList();

        QueueForecast.Of(line, 0, queue, now).Each().ShouldBe(Run(line, queue, now));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_comes_before_uses_up_the_day_too()
    {
        var limits = new LineLimits { PerDay = new PerDay(LimitMode.Hold, 10) };
        var line = APace() with { Limits = new MarketingLimits(limits, TimeZoneInfo.Utc, Noon.AddYears(-1), null) };

        var forecast = Forecast.Of(line, new MessagesAhead(0, 8), 3, Noon);

        forecast.Each().ShouldBe([Noon.AddMinutes(8), Noon.AddMinutes(9), Noon.AddHours(12)]);
    }

    [Fact]
    public void A_young_line_promises_nothing_and_says_why()
    {
        var limits = new LineLimits { YoungLine = new YoungLine(LimitMode.Hold, 10) };

        var forecast = Forecast.Of(APace() with { Limits = new MarketingLimits(limits, TimeZoneInfo.Utc, Noon, null) }, default, 3, Noon);

        (forecast.FirstAt, forecast.WaitReason, forecast.HoldReason).ShouldBe((null, Reason.YoungLine, Reason.YoungLine));
    }

    /// <summary>The queue without recipients that matter: one rule of pace, one message after another.</summary>
    private static (List<DateTimeOffset> Moments, string? Hold) Run(LinePace line, int messages, DateTimeOffset now)
    {
        var moments = new List<DateTimeOffset>();
        while (moments.Count < messages)
        {
            if (NextDue.Of(line, null, new QueueHead(1, null), now).At is not { } at) return (moments, null);
            if (line.Limits!.HoldOf(at, toNew: false, releasedFrom: null) is { } hold) return (moments, hold);
            moments.Add(at);
            (line, now) = (line with { LastAnswerAt = at, Limits = line.Limits.After(at) }, at);
        }

        return (moments, null);
    }

    /// <summary>The queue as its statements go: a ready head first, unless a postponed one that stood before it may go by now.</summary>
    private static List<DateTimeOffset> Run(LinePace line, IReadOnlyList<QueuedRecipient> queue, DateTimeOffset now)
    {
        var (moments, waiting) = (new List<DateTimeOffset>(), new SortedDictionary<int, DateTimeOffset?>());
        var end = now + QueueForecast.Horizon;
        for (var index = 0; index < queue.Count; index++) waiting[index] = null;
        while (waiting.Count > 0)
        {
            var head = HeadOf(waiting, now);
            if (NextDue.Of(line, null, new QueueHead(1, waiting[head]), now).At is not { } at || at >= end) break;
            now = at;
            head = HeadOf(waiting, now);
            var one = queue[head];
            var isNew = one.IsNew && line.Limits!.CountsNewRecipients(now);
            if (line.Limits!.HoldOf(now, isNew, null) is not null) waiting.Remove(head);
            else if (one.Hours?.NextOpen(now) is { } open && open > now) waiting[head] = open;
            else
            {
                waiting.Remove(head);
                moments.Add(now);
                line = line with { LastAnswerAt = now, Limits = line.Limits.After(now, newRecipients: isNew ? 1 : 0) };
            }
        }

        return moments;
    }

    private static int HeadOf(SortedDictionary<int, DateTimeOffset?> waiting, DateTimeOffset now)
    {
        var ready = waiting.Where(one => one.Value is null).Select(one => (int?)one.Key).FirstOrDefault();
        var postponed = waiting.Where(one => one.Value is not null).OrderBy(one => one.Value).ThenBy(one => one.Key)
            .Select(one => (int?)one.Key).FirstOrDefault();
        return ready is { } first && !(postponed < first && waiting[postponed.Value] <= now) ? first : postponed!.Value;
    }

    private static QueuedRecipient ARecipient(Random random)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]);
        var hours = new SendingWindow(Enum.GetValues<DayOfWeek>().ToHashSet(), new TimeOnly(9, 0), new TimeOnly(21, 0), zone);
        return new QueuedRecipient(random.Next(4) == 0 ? null : hours, random.Next(2) == 0, null, IsAskedFor: true);
    }

    private static Gen<(LinePace Line, DateTimeOffset Now, int Messages)> Scenes() =>
        from zone in Gen.Elements(Zones)
        from window in Gen.Choose(-8, 23)
        from seconds in Gen.Choose(1, 7200)
        from messages in Gen.Choose(1, 300)
        from minutes in Gen.Choose(0, 60 * 24 * 365)
        from hours in Gen.Choose(1, 24)
        from perDay in Gen.Choose(1, 60)
        from series in Gen.Choose(0, 4)
        from modes in Modes.ListOf(5)
        select AScene(TimeZoneInfo.FindSystemTimeZoneById(zone), window, seconds, messages, minutes, hours, perDay, series, [.. modes]);

    private static (LinePace Line, DateTimeOffset Now, int Messages) AScene(
        TimeZoneInfo zone, int window, int seconds, int messages, int minutes, int hours, int perDay, int series, LimitMode[] modes)
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
        var yesterday = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(-1);
        var limits = new LineLimits
        {
            HoursPerDay = new HoursPerDay(modes[0], TimeSpan.FromHours(hours)),
            PerDay = new PerDay(modes[1], perDay),
            Rest = new Rest(modes[2], 5),
            DaysInRow = new DaysInRow(modes[3] == LimitMode.Hold && minutes % 3 == 0 ? LimitMode.Hold : LimitMode.Off, 3),
            NewRecipients = new NewRecipients(modes[4], 5, 10),
            YoungLine = new YoungLine(LimitMode.Off, 10),
        };
        MailingDay? last = series == 0 ? null : new MailingDay(yesterday, 3, now.AddDays(-1), 0, series);
        var line = APace() with
        {
            MarketingInterval = TimeSpan.FromSeconds(seconds),
            Window = window < 0
                ? null
                : new SendingWindow(Workdays.ToHashSet(), new TimeOnly(window, 0), new TimeOnly((window + hours) % 24, 0), zone),
            Limits = new MarketingLimits(limits, zone, now.AddDays(-5), last),
        };
        return (line, now, messages);
    }

    private static LinePace APace() => new(null, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(0.5), 0, null, null, null);
}
