using OlConnector.Engine.Campaigns;

namespace OlConnector.Engine.Tests.Campaigns;

public sealed class JoiningTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Joining_closes_after_ten_minutes_without_arrivals(int minutes, bool isOpen) =>
        IsOpen(Start.AddMinutes(minutes)).ShouldBe(isOpen);

    [Fact]
    public void Joining_closes_a_day_after_the_start() =>
        IsOpen(Start.AddHours(25).AddMinutes(1), lastArrivalAt: Start.AddHours(25)).ShouldBeFalse();

    private static bool IsOpen(DateTimeOffset at, DateTimeOffset? lastArrivalAt = null) =>
        Joining.IsOpen(Start, lastArrivalAt ?? Start, at, new CampaignOptions());
}
