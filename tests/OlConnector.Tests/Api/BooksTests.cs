using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class BooksTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task The_books_add_up_by_line_campaign_and_time()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Sent, 3, campaign);
        await world.MessagesAsync(line, MessageState.Held, 2);
        var until = world.Clock.GetUtcNow().AddSeconds(1);

        var ofLine = await world.Admin().GetAsync($"reconciliation?line={line.Id}");
        var ofCampaign = await world.Admin().GetAsync($"reconciliation?campaign={campaign:N}");
        var partly = await world.Admin().GetAsync($"reconciliation?campaign={campaign:N}&from=2026-03-02T00:00:00Z");
        var before = await world.Admin().GetAsync($"reconciliation?line={line.Id}&to={world.Clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}");
        var after = await world.Admin().GetAsync($"reconciliation?line={line.Id}&to={until:yyyy-MM-ddTHH:mm:ssZ}");

        (Number(ofLine, "received"), Number(ofLine, "states.sent"), Number(ofLine, "states.held"),
            Number(ofLine, "states.failed"), Number(ofLine, "difference")).ShouldBe((5, 3, 2, 0, 0));
        (Number(ofCampaign, "received"), Number(ofCampaign, "states.sent"), Number(ofCampaign, "difference")).ShouldBe((3, 3, 0));
        partly["difference"]!.Type.ShouldBe(JTokenType.Null, "a part of a mailing is counted once");
        after["difference"]!.Type.ShouldBe(JTokenType.Null, "and so is a part of a quarter of an hour");
        (Number(before, "received"), Number(after, "received")).ShouldBe((0, 5));
        ofLine["states"]!.Count().ShouldBe(Enum.GetValues<MessageState>().Length);
        (await world.Admin().GetAsync("reconciliation?from=soon")).Field.ShouldBe("from");
    }

    [Fact]
    public async Task A_message_that_vanished_is_a_difference()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var ids = await world.MessagesAsync(line, MessageState.Sent, 4);

        await world.Product.Services.GetRequiredService<Writer>()
            .RunAsync(turn => turn.Execute("DELETE FROM messages WHERE id = @id", ("id", ids[2])));

        var books = await world.Admin().GetAsync($"reconciliation?line={line.Id}");
        (Number(books, "received"), Number(books, "difference")).ShouldBe((4, 1));
    }

    [Fact]
    public async Task A_difference_of_a_day_is_found_on_that_day_and_alarms_by_itself()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var ids = await world.MessagesAsync(line, MessageState.Sent, 4);
        var watch = world.Product.Services.GetServices<IHostedService>().OfType<BooksWatch>().Single();
        var before = await watch.CompareAsync(CancellationToken.None);
        await world.Product.Services.GetRequiredService<Writer>()
            .RunAsync(turn => turn.Execute("DELETE FROM messages WHERE id = @id", ("id", ids[2])));

        var today = await world.Admin().GetAsync($"reconciliation?line={line.Id}&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z");
        var yesterday = await world.Admin().GetAsync($"reconciliation?line={line.Id}&from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z");

        (Number(today, "received"), Number(today, "difference")).ShouldBe((4, 1));
        (Number(yesterday, "received"), Number(yesterday, "difference")).ShouldBe((0, 0));
        (await watch.CompareAsync(CancellationToken.None)).ShouldBe(before + 1);
        world.Product.Log.Lines.ShouldContain(text => text.StartsWith("Error", StringComparison.Ordinal)
            && text.Contains($"The books of line {line.Id} differ by 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-03-02T00:00:00%2B03:00", "2026-03-03T00:00:00%2B03:00")]
    [InlineData("2026-03-02T00:00:00%2B05:45", "2026-03-03T00:00:00%2B05:45")]
    public async Task A_day_of_any_time_zone_has_a_count_of_its_own(string from, string to)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var ids = await world.MessagesAsync(line, MessageState.Sent, 4);
        await ForgetAsync(ids[0]);

        var day = await world.Admin().GetAsync($"reconciliation?line={line.Id}&from={from}&to={to}");

        (Number(day, "received"), Number(day, "difference")).ShouldBe((4, 1));
    }

    [Fact]
    public async Task A_mailing_whose_message_vanished_alarms_by_itself_and_its_people_are_told()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        var ids = await world.MessagesAsync(line, MessageState.Sent, 3, campaign);
        var watch = world.Product.Services.GetServices<IHostedService>().OfType<BooksWatch>().Single();
        var before = await watch.CompareAsync(CancellationToken.None);
        await ForgetAsync(ids[1]);

        var books = await world.Admin().GetAsync($"reconciliation?campaign={campaign:N}");

        (Number(books, "received"), Number(books, "difference")).ShouldBe((3, 1));
        (await watch.CompareAsync(CancellationToken.None)).ShouldBe(before + 2, "the line's books miss it too");
        world.Product.Log.Lines.ShouldContain(text => text.StartsWith("Error", StringComparison.Ordinal)
            && text.Contains($"The books of mailing {campaign} differ by 1", StringComparison.Ordinal));
    }

    private Task ForgetAsync(MessageId id) => world.Product.Services.GetRequiredService<Writer>()
        .RunAsync(turn => turn.Execute("DELETE FROM messages WHERE id = @id", ("id", id)));

    [Fact]
    public async Task Both_sides_tell_what_they_know()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var ids = await world.MessagesAsync(line, MessageState.Unknown, 2);
        await world.Admin().PostAsync($"messages/{ids[0]}/resolve", new { @as = "failed" });
        await world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            turn.Execute(
                "INSERT INTO attempts (message_sequence, number, portal_id, started_at, outcome)"
                + " SELECT sequence, 1, portal_id, accepted_at, 'unknown' FROM messages WHERE line_id = @line", ("line", line.Id));
            turn.Execute("UPDATE status_reports SET told = 'failed' WHERE portal_id = @portal", ("portal", line.Portal));
        });

        var books = await world.Admin().GetAsync($"reconciliation?line={line.Id}");

        (Number(books, "gateway.unknown"), Number(books, "gateway.accepted"),
            Number(books, "portal.told.failed"), Number(books, "portal.told.none")).ShouldBe((2, 0, 1, 0));
    }

    private static long Number(Answer answer, string path) => answer[path]!.ToObject<long>();
}
