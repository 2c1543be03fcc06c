using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Messages;
using OlConnector.Sandbox.Portals;
using RestAnswer = OlConnector.Sandbox.Portals.RestAnswer;
using RestCall = OlConnector.Sandbox.Portals.RestCall;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Statuses on their way back, through the real host to the sandbox's portal.</summary>
public sealed class ReportsTests
{
    private const string Update = "messageservice.message.status.update";
    private static readonly string[] Words = ["queued", "sent", "delivered", "undelivered", "failed"];

    [Fact]
    public async Task A_batch_takes_fifty_words_and_all_are_told()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60));
        await world.StopReportingAsync();

        var rows = await world.OweAsync(120);

        await world.TellAsync();

        rows.ShouldAllBe(row => row.Status == "delivered");
        BatchesOf(world).Sum(call => Size(call)).ShouldBe(120);
        BatchesOf(world).Max(call => Size(call)).ShouldBe(50);
        var report = await world.ReportOfAsync(rows[7].Id);
        (report.Told, report.DueAt, report.Error).ShouldBe(("delivered", null, null));
    }

    [Fact]
    public async Task Letters_from_cards_end_as_delivered_although_the_portal_sets_them_to_sent()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60));
        world.Portal.Behaviour.SentDelay = TimeSpan.FromSeconds(5);

        var calls = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            world.Portal.Desk.SendFromCardAsync(world.Code, $"+7999000{i / 30:00}{30 + i % 30}", $"{{Hello|Hi}}, number {i}", world.Portal.Admin, (3, 1))));

        foreach (var call in calls) await world.Portal.WaitForStatusAsync(call.MessageId, "delivered");
        foreach (var row in world.Portal.Messages.All)
        {
            row.Status.ShouldBe("delivered");
            var told = row.History.Where(change => change.ByApp).Select(change => Rank(change.Status)).ToList();
            told.ShouldBe([.. told.Order()], $"{row.Id}: {string.Join(',', row.History)}");
            row.History.First(change => change.ByApp).At.ShouldBeGreaterThanOrEqualTo(row.At + TimeSpan.FromSeconds(9.9));
        }

        world.Portal.Messages.Changes.Seen.Select(change => change.Status).Distinct().Except([.. Words, "sending"]).ShouldBeEmpty();
        BatchesOf(world).ShouldAllBe(call => Size(call) <= 50);
        world.Product.Log.Lines.ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_marketing_row_that_comes_late_is_told_when_it_is_there()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60));
        world.Portal.Behaviour.RowDelay = TimeSpan.FromSeconds(100);

        var call = await world.Portal.Desk.SendAsync(world.Code, "+79990000055", "Letter", new MessageSource.Marketing(), authorId: 1);

        await world.Portal.WaitForRestCallAsync(rest => rest.Method == Update && rest.Error == "ERROR_MESSAGE_NOT_FOUND", count: 2);
        await world.Portal.WaitForStatusAsync(call.MessageId, "delivered");
    }

    [Fact]
    public async Task A_row_that_never_comes_is_given_up()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60));
        await world.StopReportingAsync();

        var row = (await world.OweAsync(1, age: TimeSpan.FromMinutes(11), hasRows: false))[0];

        await world.TellAsync();
        var report = await world.ReportOfAsync(row.Id);
        (report.DueAt, report.Told, report.Error).ShouldBe((null, null, "ERROR_MESSAGE_NOT_FOUND"));
    }

    [Theory]
    [InlineData(503, "QUERY_LIMIT_EXCEEDED")]
    [InlineData(429, "OPERATION_TIME_LIMIT")]
    [InlineData(500, "INTERNAL_SERVER_ERROR")]
    public async Task A_busy_portal_is_left_alone_and_told_later(int status, string error)
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60));
        world.Portal.Behaviour.TellsResetInError = true;
        world.Portal.Behaviour.FailNext(RestAnswer.Failed(status, error, "busy"), 1, "batch");

        var rows = await world.OweAsync(3);

        foreach (var row in rows) await world.Portal.WaitForStatusAsync(row.Id, "delivered", TimeSpan.FromSeconds(40));
        var calls = await world.Portal.WaitForRestCallAsync(call => call.Method == "batch", count: 2);
        BatchesOf(world).Count().ShouldBe(2);
        calls.Zip(calls.Skip(1), (first, second) => second.At - first.At).Min().ShouldBeGreaterThan(TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public async Task A_portal_that_refuses_the_method_in_a_batch_is_told_one_by_one()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60));
        await world.StopReportingAsync();
        world.Portal.Behaviour.RefusedInBatch.Add(Update);

        var rows = await world.OweAsync(5);

        await world.TellAsync();

        rows.ShouldAllBe(row => row.Status == "delivered");
        BatchesOf(world).Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_unpaid_portal_is_asked_once_and_told_everything_when_it_has_paid()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60));
        await world.StopReportingAsync();
        world.Portal.Lifecycle.ExpirePayment();

        var rows = await world.OweAsync(3);
        await world.TellAsync();
        (await world.RowAsync()).State.ShouldBe(Engine.Portals.PortalState.Unpaid);
        (await world.ReportOfAsync(rows[0].Id)).DueAt.ShouldNotBeNull();

        world.Portal.IsPaymentAllowed = true;
        await world.Get<PortalStanding>().MarkPaidAsync(world.PortalId);

        await world.TellAsync();

        rows.ShouldAllBe(row => row.Status == "delivered");
        world.Portal.RestCalls.Seen.Count(rest => rest.Error == "PAYMENT_REQUIRED").ShouldBe(1);
    }

    [Fact]
    public async Task Without_an_administrators_rights_the_statuses_wait_until_one_opens_the_app()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60), user: 2);
        await world.StopReportingAsync();

        var rows = await world.OweAsync(3);
        await world.TellAsync();
        (await world.RowAsync()).NeedsReauthorization.ShouldBeTrue();

        await world.RenewTokensAsync(user: 3);
        await world.TellAsync();

        rows.ShouldAllBe(row => row.Status == "delivered");
        BatchesOf(world).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Statuses_nobody_can_be_told_for_fourteen_days_are_given_up()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60), user: 2);
        await world.StopReportingAsync();

        var old = (await world.OweAsync(2, age: TimeSpan.FromDays(14.5)))[0];
        var young = (await world.OweAsync(2))[0];
        await world.TellAsync();

        (await world.ReportOfAsync(old.Id)).DueAt.ShouldBeNull();
        (await world.ReportOfAsync(young.Id)).DueAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_portal_that_removed_the_app_is_not_told_any_more()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60));
        await world.StopReportingAsync();
        world.Portal.RemoveApp(clean: false);

        var rows = await world.OweAsync(3);
        await world.TellAsync();

        (await world.ReportOfAsync(rows[2].Id)).DueAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_stopped_line_is_told_to_the_administrators_once_a_day()
    {
        await using var world = await ReportsWorld.StartAsync(new ScaledTimeProvider(60));
        var alarms = world.Get<OlConnector.Dispatching.LineAlarms>();
        var down = new Engine.Gateways.SendResult.LineDown("banned", "The number is blocked.", Engine.Gateways.LineConnection.Blocked);

        await alarms.LineFrozeAsync(world.PortalId, world.LineId, down);
        await alarms.LineFrozeAsync(world.PortalId, world.LineId, down);

        await world.Portal.WaitForRestCallAsync(rest => rest.Method == "im.notify.system.add");
        var notice = world.Portal.Notifications.Single();
        (notice.Key, notice.Value.UserId).ShouldBe(($"olc-line-{world.LineId}", 1));
        notice.Value.Text.ShouldContain("линия остановлена");
        notice.Value.Text.ShouldContain("The number is blocked.");
        world.Portal.RestCalls.Seen.Count(rest => rest.Method == "im.notify.system.add").ShouldBe(1);
    }

    private static IEnumerable<RestCall> BatchesOf(ReportsWorld world) => world.Portal.RestCalls.Seen.Where(call => call.Method == "batch");

    private static int Size(RestCall call) => ((JObject)call.Parameters["cmd"]!).Count;

    private static int Rank(string word) => word switch { "queued" => 0, "sent" => 1, _ => 2 };
}
