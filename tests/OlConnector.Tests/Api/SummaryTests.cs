using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>Sums of long ago are kept, and are right all the same.</summary>
public sealed class SummaryTests : IAsyncLifetime
{
    private readonly ApiWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Lines_mailings_and_days_add_up_to_the_same()
    {
        var second = await _world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await _world.CampaignAsync(_world.Line);
        await _world.MessagesAsync(_world.Line, MessageState.Delivered, 3, campaign);
        _world.Clock.Advance(TimeSpan.FromDays(1));
        await _world.MessagesAsync(second, MessageState.Failed, 2, reason: Reason.InvalidNumber);
        _world.Clock.Advance(TimeSpan.FromSeconds(1));

        var lines = await _world.Admin().GetAsync("reports/summary");
        var mailings = await _world.Admin().GetAsync("reports/summary?by=campaign");
        var days = await _world.Admin().GetAsync("reports/summary?by=day");

        lines.Items.Select(row => $"{row["line"]} {row["messages"]}").ShouldBe([$"{_world.Line.Id} 3", $"{second.Id} 2"]);
        mailings.Items.Select(row => $"{row["name"]}: {row["states.delivered"] ?? row.SelectToken("states.delivered")}")
            .ShouldBe(["Letter: 3", ": 0"]);
        days.Items.Select(row => $"{row["messages"]}").ShouldBe(["3", "2"]);
        foreach (var answer in new[] { lines, mailings, days })
            ((int)answer["total.messages"]!, (int)answer["total.states.failed"]!).ShouldBe((5, 2));
    }

    [Fact]
    public async Task A_day_that_is_over_for_long_is_counted_once_until_one_of_its_messages_changes()
    {
        var ids = await _world.MessagesAsync(_world.Line, MessageState.Sent, 4);
        _world.Clock.Step(TimeSpan.FromDays(6));
        (await DeliveredAsync()).ShouldBe(0);
        await TouchAsync("UPDATE messages SET state = 'delivered' WHERE id = @id", ids[0]);
        (await DeliveredAsync()).ShouldBe(0, "it is not counted again: nobody told that it changed");

        await ReportAsync(ids[1]);

        (await DeliveredAsync()).ShouldBe(2);
        await TouchAsync("UPDATE messages SET state = 'delivered' WHERE id = @id", ids[2]);
        (await DeliveredAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Another_time_zone_has_other_days()
    {
        await _world.MessagesAsync(_world.Line, MessageState.Sent, 1);
        _world.Clock.Step(TimeSpan.FromDays(6));
        var before = (await _world.Admin().GetAsync("reports/summary?by=day")).Items.Single()["day"];

        await _world.Admin().PatchAsync("settings", new { timeZone = "Pacific/Kiritimati" });
        var after = await _world.Admin().GetAsync("reports/summary?by=day");

        $"{after["timeZone"]}".ShouldBe("Pacific/Kiritimati");
        ((int)after["total.messages"]!).ShouldBe(1);
        $"{before}".ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("from=2026-03-02&to=2026-03-02", "to")]
    [InlineData("from=2020-01-01&to=2026-01-01", "from")]
    [InlineData("by=hour", "by")]
    public async Task A_time_that_nobody_adds_up_is_refused(string query, string field)
    {
        var refused = await _world.Admin().GetAsync($"reports/summary?{query}");

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "invalid_value", field));
    }

    private async Task<int> DeliveredAsync() => (int)(await _world.Admin().GetAsync("reports/summary?by=day"))["total.states.delivered"]!;

    private Task TouchAsync(string sql, MessageId message) =>
        _world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(sql, ("id", message)));

    private Task ReportAsync(MessageId message) => _world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
    {
        var sequence = turn.First("SELECT sequence FROM messages WHERE id = @id", row => row.GetInt64(0), ("id", message));
        _world.Product.Services.GetRequiredService<MessageMoves>().Report(
            turn, MessageRow.Find(turn, sequence)!, MessageState.Delivered, "g", _world.Clock.GetUtcNow(), "gateway",
            _world.Clock.GetUtcNow());
    });
}
