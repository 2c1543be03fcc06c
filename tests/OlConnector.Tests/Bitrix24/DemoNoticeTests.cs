using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>What administrators hear of a demo and of what they paid for, each thing once (product.md §11).</summary>
public sealed class DemoNoticeTests : Bitrix24World
{
    private const string Notify = "im.notify.system.add";

    private GivenLine _line = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Product.StopAsync<TermLoop>();
        await Product.StopAsync<PortalCareLoop>();
        Portal.Status = "D";
        await InstallAsync();
        _line = await AddLineAsync(row => (row.Name, row.ConnectedAt) = ("Sales", Clock.GetUtcNow()));
    }

    [Fact]
    public async Task That_nothing_is_left_is_told_once_however_often_a_mailing_meets_it()
    {
        await Get<DemoNotices>().TellSpentAsync(PortalId, author: "2");
        Clock.Advance(TimeSpan.FromDays(30));
        await Get<DemoNotices>().TellSpentAsync(PortalId, author: "2");

        Calls(Notify).Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe(["1", "2"]);
        Texts()[0].ShouldStartWith("OlConnector: пробные сообщения рассылок (10) закончились");
    }

    [Fact]
    public async Task Where_nobody_could_be_told_the_next_mailing_tells_it()
    {
        Portal.Lifecycle.ExpirePayment();
        await Get<DemoNotices>().TellSpentAsync(PortalId, author: null);
        await Portal.Lifecycle.PayAsync("D", withToken: false);
        Calls(Notify).ShouldHaveSingleItem().Status.ShouldBe(401);

        await Get<DemoNotices>().TellSpentAsync(PortalId, author: null);

        Calls(Notify)[^1].Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_end_of_a_lines_demo_is_told_two_days_and_one_day_before_it_once_each()
    {
        await EndingAsync();
        foreach (var hours in new[] { 24, 1, 23, 1, 23, 1 })
        {
            Clock.Advance(TimeSpan.FromHours(hours));
            await EndingAsync();
        }

        Texts().Count.ShouldBe(2, string.Join('\n', Texts()));
        Texts()[0].ShouldContain("«Sales» закончится меньше чем через 2 суток");
        Texts()[1].ShouldContain("«Sales» закончится меньше чем через сутки");
    }

    [Fact]
    public async Task A_portal_that_has_paid_hears_nothing_of_the_end_of_a_demo()
    {
        Portal.Status = "S";
        await ChangeAsync(db => db.Portals.Single().Status = "S");
        Clock.Advance(TimeSpan.FromHours(60));

        await EndingAsync();

        Calls(Notify).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mailing_through_a_line_whose_demo_is_over_fails_with_a_notice_and_a_direct_message_passes()
    {
        Clock.Advance(TimeSpan.FromDays(3));
        var mailing = await AcceptAsync(_line, "Spring is here, come and see", "+79990000001", Traffic.Marketing);
        var direct = await AcceptAsync(_line, "Your order is ready", "+79990000002");
        Clock.Advance(TimeSpan.FromSeconds(11));
        await ComposeAsync();
        await Portal.WaitForRestCallAsync(call => call.Method == Notify);

        (Find(mailing).State, Find(mailing).Reason, Find(direct).State)
            .ShouldBe((MessageState.Failed, Reason.LineExpired, MessageState.Queued));
        Texts().ShouldHaveSingleItem().ShouldContain("пробный период линии «Sales» окончен, рассылка по ней не отправлена");
        await Get<DemoNotices>().TellOverAsync(PortalId, _line.Id);
        Calls(Notify).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_end_of_what_is_paid_for_is_told_seven_three_and_one_day_before_it_once_each_and_anew_in_the_next_term()
    {
        Portal.Payment.Status = "S";
        Portal.Payment.Extend(10);
        for (var day = 0; day < 9; day++)
        {
            await Get<TermNotices>().AskAllAsync(CancellationToken.None);
            Clock.Advance(TimeSpan.FromHours(24));
        }

        Texts().Select(text => text[..text.IndexOf(',')]).ShouldBe(
        [
            "OlConnector: оплаченный срок приложения закончится через 7 дней",
            "OlConnector: оплаченный срок приложения закончится через 3 дня",
        ]);
        await Get<TermNotices>().AskAllAsync(CancellationToken.None);
        await Get<TermNotices>().AskAllAsync(CancellationToken.None);
        Texts()[^1].ShouldContain("закончится завтра");
        Texts().Count.ShouldBe(3);

        Portal.Payment.Extend(30);
        await Get<TermNotices>().AskAllAsync(CancellationToken.None);
        Clock.Advance(TimeSpan.FromDays(23));
        await Get<TermNotices>().AskAllAsync(CancellationToken.None);
        Texts().Count.ShouldBe(4);
    }

    private Task EndingAsync() => Get<DemoNotices>().TellEndingAsync(CancellationToken.None);

    private List<string> Texts() => [.. Calls(Notify).Select(call => (string)call.Parameters["MESSAGE"]!)];
}
