using BenchmarkDotNet.Attributes;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Phones;

namespace OlConnector.Benchmarks.Lines;

/// <summary>A mailing of ten thousand under window and limits. Goal: 50 ms.</summary>
[MemoryDiagnoser]
public class ForecastBenchmarks
{
    private const int Messages = 10_000;
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly PhoneNumber[] _phones = [.. Enumerable.Range(0, Messages).Select(
        number => PhoneNumber.FromDigits(number % 3 == 0 ? $"7999{number:0000000}" : $"37529{number:0000000}"))];
    private LinePace _line = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
        var days = Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToHashSet();
        var limits = new LineLimits
        {
            PerDay = new PerDay(LimitMode.Hold, 300),
            Rest = new Rest(LimitMode.Hold, 14),
            RecipientHours = new RecipientHours(LimitMode.Hold, new TimeOnly(9, 0), new TimeOnly(17, 0)),
        };
        _line = new LinePace(
            null, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(0.5), 0,
            new SendingWindow(days, new TimeOnly(10, 0), new TimeOnly(18, 0), zone), null, null)
        { Limits = new MarketingLimits(limits, zone, Now.AddYears(-1), null) };
    }

    /// <summary>By their number alone, with the moment of each.</summary>
    [Benchmark]
    public int Counted() => Forecast.Of(_line, default, Messages, Now).Each().Count();

    /// <summary>By their recipients, whose zones are looked up.</summary>
    [Benchmark]
    public int ByRecipients()
    {
        var queue = Array.ConvertAll(
            _phones, phone => new QueuedRecipient(RecipientDay.HoursOf(_line.Limits!, phone), false, null, IsAskedFor: true));
        return QueueForecast.Of(_line, 0, queue, Now).Each().Count();
    }
}
