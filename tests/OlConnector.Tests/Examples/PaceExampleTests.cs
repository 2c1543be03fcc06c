using OlConnector.Engine.Messages;

namespace OlConnector.Tests.Examples;

/// <summary>The examples of pace, hours and freezes (product.md §20).</summary>
public sealed class PaceExampleTests : ExampleWorld
{
    private const string Letter = "Здравствуйте! В субботу открываем новый магазин на площади Победы.";

    private protected override IEnumerable<(string Name, string Value)> Settings => [.. base.Settings, ("Guard:Policy", "warn")];

    [Fact]
    public async Task Example_9_what_waits_on_a_blocked_line_leaves_only_after_a_person_resumes_it()
    {
        await InstallLineAsync();
        await LaunchAsync(Letter, 41);
        await SendAsync(most: 1);
        Cloud.Phones.BlockLine(Received[0].From);
        await SendAsync();

        Cloud.Phones.UnblockLine(Received[0].From);
        Clock.Advance(TimeSpan.FromHours(20));
        await SendAsync();
        Received.Count.ShouldBe(1);

        await ApiAsync(HttpMethod.Post, $"lines/{Line.Id}/resume");
        await SendAsync();
        Received.Count.ShouldBe(41);
        Cloud.Phones.TimesRecorded.Values.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public async Task Example_10_of_481_from_10_to_18_the_480th_leaves_at_17_59_and_the_last_one_on_the_next_working_day()
    {
        await InstallLineAsync(line => line.MarketingInterval = TimeSpan.FromMinutes(1));
        await ApiAsync(HttpMethod.Patch, $"lines/{Line.Id}", new
        {
            window = new { days = new[] { "mon", "tue", "wed", "thu", "fri" }, from = "10:00", to = "18:00", timeZone = "UTC" },
        });
        // A Friday.
        Clock.Advance(new DateTimeOffset(2026, 3, 6, 10, 0, 0, TimeSpan.Zero) - Clock.GetUtcNow());

        await LaunchAsync(Letter, 481);
        await SendAsync();

        Received.Count.ShouldBe(481);
        Received[0].ReceivedAt.ShouldBe(new DateTimeOffset(2026, 3, 6, 10, 0, 0, TimeSpan.Zero));
        Received[479].ReceivedAt.ShouldBe(new DateTimeOffset(2026, 3, 6, 17, 59, 0, TimeSpan.Zero));
        Received[480].ReceivedAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Example_12_an_interval_changed_while_it_runs_counts_for_the_next_gap()
    {
        await InstallLineAsync();
        await LaunchAsync(Letter, 6);
        await SendAsync(most: 3);

        await ApiAsync(HttpMethod.Patch, $"lines/{Line.Id}", new { marketingInterval = "00:01:00" });
        await SendAsync();

        Gaps().ShouldBe([15, 15, 60, 60, 60]);
        States().ShouldBe(new Dictionary<MessageState, int> { [MessageState.Sent] = 6 });
    }
}
