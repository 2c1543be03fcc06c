using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine.Messages;
using OlConnector.Keeping;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Keeping;

public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly TimeSpan LongerThanKept = TimeSpan.FromDays(760);

    private readonly ApiWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_is_final_and_old_goes_with_all_that_hangs_on_it_and_the_books_still_add_up()
    {
        var campaign = await _world.CampaignAsync(_world.Line);
        await _world.MessagesAsync(_world.Line, MessageState.Delivered, 2);
        await _world.MessagesAsync(_world.Line, MessageState.Delivered, 1, campaign);
        foreach (var open in (MessageState[])[MessageState.Accepted, MessageState.Held, MessageState.Queued,
            MessageState.Dispatching, MessageState.Unknown]) await _world.MessagesAsync(_world.Line, open);
        await AttemptForEachAsync();
        _world.Clock.Step(LongerThanKept);
        await _world.MessagesAsync(_world.Line, MessageState.Sent, 2, campaign);

        await ForgetAsync();

        var books = await _world.Admin().GetAsync($"reconciliation?line={_world.Line.Id}");
        ((long)books["received"]!, (long)books["states.delivered"]!,
            (long)books["states.sent"]!, (long)books["difference"]!).ShouldBe((7, 0, 2, 0));
        var mailing = await _world.Admin().GetAsync($"reconciliation?campaign={campaign:N}");
        ((long)mailing["received"]!, (long)mailing["difference"]!).ShouldBe((2, 0));
        (await CountAsync("attempts"), await CountAsync("status_reports")).ShouldBe((5, 5));
    }

    [Fact]
    public async Task A_message_that_vanished_stays_an_alarm_after_its_day_was_deleted()
    {
        var ids = await _world.MessagesAsync(_world.Line, MessageState.Sent, 4);
        await RunAsync(turn => turn.Execute("DELETE FROM messages WHERE id = @id", ("id", ids[1])));
        _world.Clock.Step(LongerThanKept);

        await ForgetAsync();

        var books = await _world.Admin().GetAsync($"reconciliation?line={_world.Line.Id}");
        ((long)books["received"]!, (long)books["difference"]!).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_long_history_goes_in_slices_with_pauses_between_them()
    {
        await _world.MessagesAsync(_world.Line, MessageState.Sent, 450);
        _world.Clock.Step(LongerThanKept);

        var first = await Retention.ForgetSliceAsync();
        var left = await CountAsync("messages");
        await ForgetAsync();

        (first, left, await CountAsync("messages"), await CountAsync("intake_tallies")).ShouldBe((Retention.BetweenSlices, 250L, 0L, 0L));
    }

    [Fact]
    public async Task What_a_line_sent_on_its_days_is_forgotten_with_the_history()
    {
        await DayAsync();
        _world.Clock.Step(LongerThanKept);
        await DayAsync();

        await ForgetAsync();

        (await CountAsync("line_days")).ShouldBe(1);

        Task<int> DayAsync() => _world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
            """
            INSERT INTO line_days (portal_id, line_id, day, sent, first_at, last_at, new_recipients, series)
            VALUES (@portal, @line, @day, 1, 0, 0, 0, 1)
            """, ("portal", _world.Line.Portal), ("line", _world.Line.Id), ("day", UtcDay.Of(_world.Clock.GetUtcNow()))));
    }

    [Fact]
    public async Task What_is_young_stays()
    {
        var campaign = await _world.CampaignAsync(_world.Line);
        await _world.MessagesAsync(_world.Line, MessageState.Sent, 3, campaign);
        await AuditAsync();
        _world.Clock.Step(TimeSpan.FromDays(720));

        await ForgetAsync();

        (await CountAsync("messages"), await CountAsync("campaigns"), await CountAsync("audit")).ShouldBe((3, 1, 1));
    }

    [Fact]
    public async Task Finished_campaigns_without_messages_and_old_audit_go()
    {
        var (empty, waiting) = (await _world.CampaignAsync(_world.Line), await _world.CampaignAsync(_world.Line));
        await _world.MessagesAsync(_world.Line, MessageState.Delivered, 1, empty);
        await _world.MessagesAsync(_world.Line, MessageState.Held, 1, waiting);
        await RunAsync(turn => turn.Execute("UPDATE campaigns SET is_live = @no WHERE id = @id", ("no", false), ("id", empty)));
        await AuditAsync();
        _world.Clock.Step(LongerThanKept);

        await ForgetAsync();

        (await CountAsync("campaigns"), await CountAsync("audit")).ShouldBe((1, 0));
        (await _world.Admin().GetAsync($"campaigns/{waiting:N}")).Status.ShouldBe(200);
    }

    private Retention Retention => _world.Product.Services.GetRequiredService<Retention>();

    private async Task ForgetAsync()
    {
        while (await Retention.ForgetSliceAsync() < Retention.BetweenRounds)
        {
        }
    }

    private Task AttemptForEachAsync() => RunAsync(turn =>
    {
        turn.Execute(
            "INSERT INTO attempts (message_sequence, number, portal_id, started_at, outcome)"
            + " SELECT sequence, 1, portal_id, accepted_at, 'accepted' FROM messages");
        return turn.Execute("""
            INSERT INTO status_reports (message_sequence, portal_id, code, portal_message_id, wanted, version, failures, accepted_at)
            SELECT sequence, portal_id, code, portal_message_id, 'sent', 1, 0, accepted_at FROM messages
            """);
    });

    private Task AuditAsync() => _world.Product.Services.GetRequiredService<AuditTrail>()
        .WriteAsync(_world.Line.Portal, "system", "a thing happened", subject: null);

    private Task<long> CountAsync(string table) => RunAsync(turn => turn.First($"SELECT COUNT(*) FROM {table}", row => row.GetInt64(0)));

    private Task<T> RunAsync<T>(Func<WriteTurn, T> work) => _world.Product.Services.GetRequiredService<Writer>().RunAsync(work);
}
