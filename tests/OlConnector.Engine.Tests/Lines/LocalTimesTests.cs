using OlConnector.Engine.Lines;

namespace OlConnector.Engine.Tests.Lines;

public sealed class LocalTimesTests
{
    /// <summary>Every quarter of an hour of a year, there and back, in zones of every habit.</summary>
    [Theory]
    [InlineData("Europe/Moscow")]
    [InlineData("Europe/Berlin")]
    [InlineData("Europe/Dublin")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Africa/Cairo")]
    [InlineData("America/Santiago")]
    [InlineData("America/St_Johns")]
    [InlineData("Asia/Beirut")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    public void A_moment_comes_back_by_the_time_that_the_clock_shows(string name)
    {
        LocalTimes.TryFindZone(name, out var zone).ShouldBeTrue();
        var end = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var moment = end.AddYears(-1); moment < end; moment += TimeSpan.FromMinutes(15))
        {
            var local = TimeZoneInfo.ConvertTime(moment, zone!).DateTime;
            var (first, last) = (LocalTimes.At(local, zone!), LocalTimes.At(local, zone!, last: true));

            (first == moment || last == moment).ShouldBeTrue($"{moment:O}");
            LocalTimes.IsRepeated(local, zone!).ShouldBe(first != last);
        }
    }

    [Theory]
    [InlineData("2026-03-29T02:30:00", "Europe/Berlin", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29T01:30:00", "Europe/Dublin", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-04T02:10:00", "Australia/Lord_Howe", "2026-10-03T15:30:00Z")]
    public void A_skipped_time_is_the_moment_of_the_skip(string local, string name, string moment)
    {
        LocalTimes.TryFindZone(name, out var zone).ShouldBeTrue();

        LocalTimes.At(DateTime.Parse(local, null), zone!).ShouldBe(DateTimeOffset.Parse(moment, null));
    }

    [Fact]
    public void The_first_and_the_last_moment_there_is_break_nothing()
    {
        LocalTimes.TryFindZone("Pacific/Kiritimati", out var zone).ShouldBeTrue();

        LocalTimes.At(DateTime.MinValue, zone!).ShouldBeGreaterThanOrEqualTo(DateTimeOffset.MinValue);
        LocalTimes.At(DateTime.MaxValue, zone!).ShouldBeLessThanOrEqualTo(DateTimeOffset.MaxValue);
    }

    [Theory]
    [InlineData("Russian Standard Time")]
    [InlineData("europe/moscow")]
    [InlineData("Moscow")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_a_name_of_the_tz_database_is_a_zone(string? name)
    {
        LocalTimes.TryFindZone("Europe/Moscow", out _).ShouldBeTrue();
        LocalTimes.TryFindZone(name, out var zone).ShouldBeFalse();
        zone.ShouldBeNull();
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Etc/UTC")]
    [InlineData("Europe/Moscow")]
    [InlineData("Asia/Almaty")]
    public void Every_name_of_the_tz_database_is_one(string name) => LocalTimes.TryFindZone(name, out _).ShouldBeTrue();
}
