using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Sending;

namespace OlConnector.Tests.Examples;

/// <summary>The examples of how a mailing goes, from its letter in CRM-Marketing to the phones and back (product.md §20).</summary>
public sealed class MailingExampleTests : ExampleWorld
{
    private const string Letter = "Здравствуйте! В субботу открываем новый магазин на площади Победы.";

    [Fact]
    public async Task Example_1_in_demo_ten_messages_pass_and_the_eleventh_fails_also_after_a_reinstall()
    {
        Portal.Status = "D";
        await InstallLineAsync();

        await LaunchAsync(Letter, 11);
        await SendAsync();

        States().ShouldBe(new Dictionary<MessageState, int> { [MessageState.Sent] = 10, [MessageState.Failed] = 1 }, ignoreOrder: true);
        Rows(db => db.Messages).Single(message => message.State == MessageState.Failed).Reason.ShouldBe(Reason.DemoQuota);
        await Portal.Lifecycle.UninstallAsync(clean: true);
        await InstallLineAsync();
        await LaunchAsync(Letter, 1, from: 50);
        await SendAsync();

        Received.Count.ShouldBe(10);
        Rows(db => db.Messages).OrderBy(message => message.Sequence).Last().Reason.ShouldBe(Reason.DemoQuota);
    }

    [Fact]
    public async Task Example_2_a_hundred_at_15_seconds_take_1485_seconds_and_no_gap_is_shorter()
    {
        await InstallLineAsync();

        await LaunchAsync(Letter, 100);
        await SendAsync();

        Received.Count.ShouldBe(100);
        (Received[^1].ReceivedAt - Received[0].ReceivedAt).ShouldBe(TimeSpan.FromSeconds(1485));
        Gaps().ShouldAllBe(gap => gap >= 15.0);
    }

    [Fact]
    public async Task Example_3_of_130_the_guard_lets_100_go_and_a_person_the_other_30_none_twice()
    {
        await InstallLineAsync();
        await LaunchAsync(Letter, 130);
        await SendAsync();
        States().ShouldBe(new Dictionary<MessageState, int> { [MessageState.Sent] = 100, [MessageState.Held] = 30 }, ignoreOrder: true);

        var campaign = Rows(db => db.Campaigns).ShouldHaveSingleItem().Id;
        await ApiAsync(HttpMethod.Post, $"campaigns/{campaign:N}/release", new { count = 30 });
        await ComposeAsync();
        await SendAsync();

        States().ShouldBe(new Dictionary<MessageState, int> { [MessageState.Sent] = 130 });
        Received.Select(message => message.To).Distinct().Count().ShouldBe(130);
        Cloud.Phones.TimesAttempted.Values.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public async Task Example_4_a_stop_after_20_of_60_leaves_40_stopped_and_Bitrix24_shows_them_undelivered()
    {
        await InstallLineAsync();
        await LaunchAsync(Letter, 60);
        await SendAsync(most: 20);

        var campaign = Rows(db => db.Campaigns).ShouldHaveSingleItem().Id;
        await ApiAsync(HttpMethod.Post, $"campaigns/{campaign:N}/stop");
        await SendAsync();
        await TellAsync();

        Received.Count.ShouldBe(20);
        States().ShouldBe(new Dictionary<MessageState, int> { [MessageState.Sent] = 20, [MessageState.Stopped] = 40 }, ignoreOrder: true);
        Shown().ShouldBe(new Dictionary<string, int> { ["sent"] = 20, ["undelivered"] = 40 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Example_5_a_call_repeated_five_times_at_once_is_one_message()
    {
        await InstallLineAsync();
        var run = await LaunchAsync(Letter, 1);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Portal.Desk.RepeatAsync(run.Calls[0])));
        await ComposeAsync();
        await SendAsync();

        Received.Count.ShouldBe(1);
        States().ShouldBe(new Dictionary<MessageState, int> { [MessageState.Sent] = 1 });
    }

    [Fact]
    public async Task Example_8_a_crash_between_the_gateways_answer_and_the_record_sends_nothing_twice()
    {
        await InstallLineAsync();
        await LaunchAsync(Letter, 3);
        await CrashAfterTheGatewayTookItAsync();

        Clock.Advance(TimeSpan.FromMinutes(5));
        await SendAsync();

        Received.Count.ShouldBe(3);
        Cloud.Phones.TimesRecorded.Values.ShouldAllBe(times => times == 1);
        States().ShouldBe(new Dictionary<MessageState, int> { [MessageState.Sent] = 2, [MessageState.Unknown] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Example_11_a_client_who_writes_stop_gets_nothing_more_of_the_running_mailing()
    {
        await InstallLineAsync();
        await ApiAsync(HttpMethod.Patch, "settings", new { dedupe = false });
        await LaunchAsync(Letter, 3);
        await LaunchAsync("Ещё одно письмо: в воскресенье приходите на праздник двора с детьми!", 3);
        await SendAsync(most: 1);
        var client = Received[0].To;

        await ReplyAsync(client, "Стоп.");
        await SendAsync();

        Received.Count(message => message.To == client).ShouldBe(1);
        Rows(db => db.Messages).Single(message => message.State == MessageState.Suppressed).Reason.ShouldBe(Reason.OptedOut);
        Received.Count.ShouldBe(5);
    }

    /// <summary>The phone network has the message, and the node died before it wrote that down.</summary>
    private async Task CrashAfterTheGatewayTookItAsync()
    {
        var (token, now) = (NewKey.At(Clock), Clock.GetUtcNow());
        var claim = (await WriteAsync(turn => Get<Claims>().Take(turn, 1, token, now))).ShouldHaveSingleItem();
        var gateway = (await Get<LineGateways>().FindAsync(claim.LineId))!;
        await gateway.SendAsync(claim.Message, CancellationToken.None);
        await WriteAsync(turn => Get<Settling>().ExpireClaims(turn, all: true, now));
    }

    /// <summary>The phone's answer on its way through the line's hook.</summary>
    private async Task ReplyAsync(string phone, string text)
    {
        var line = Received[0].From;
        Cloud.Phones.Hooks.Set(line, $"{Product.Url}/hooks/sandbox/{Line.HookKey}");
        Cloud.Phones.Reply(phone, text);
        await Cloud.Phones.Hooks.Sent.WaitAsync(callback => callback.What == "reply");
    }
}
