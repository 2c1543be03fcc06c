using OlConnector.Campaigns;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Tests.Bitrix24;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>That a mailing has ended is told once, with its counts, to those who want to hear of it (product.md §14.9).</summary>
public sealed class EndNoticeTests : Bitrix24World
{
    private const string Notify = "im.notify.system.add";

    private GivenLine _line = null!;
    private int _client;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await AddLineAsync(row => row.Name = "Sales");
    }

    [Fact]
    public async Task The_author_and_whom_it_names_hear_once_that_a_mailing_has_ended_and_how()
    {
        await MailingAsync("Скидка на все букеты сегодня", MessageState.Delivered, MessageState.Sent, MessageState.Failed);
        await SetAsync("notify", "77");
        await CareAsync();
        Calls(Notify).ShouldBeEmpty("its letter may still arrive");

        Clock.Advance(TimeSpan.FromMinutes(11));
        await CareAsync();
        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 2);
        await CareAsync();

        var told = Calls(Notify);
        told.Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe([$"{Portal.Employee.Id}", "77"]);
        var notice = (string)told[0].Parameters["MESSAGE"]!;
        notice.ShouldContain("«Sales» завершена. Ушло 2 из 3, доставлено к этому времени 1, с ошибкой 1.");
        notice.ShouldEndWith("OlConnector → «Рассылки».");
    }

    [Fact]
    public async Task While_something_waits_nobody_hears_of_an_end()
    {
        await MailingAsync("Скидка на все букеты сегодня", MessageState.Sent, MessageState.Queued);
        Clock.Advance(TimeSpan.FromHours(2));

        await CareAsync();

        Rows(db => db.Campaigns).ShouldHaveSingleItem().EndToldAt.ShouldBeNull();
    }

    [Fact]
    public async Task Of_a_mailing_that_a_person_stopped_and_of_a_single_message_nobody_hears()
    {
        await MailingAsync("Скидка на все букеты сегодня", MessageState.Sent, MessageState.Queued);
        await Get<CampaignControl>().StopAsync(PortalId, Rows(db => db.Campaigns)[0].Id, "user 1");
        await MailingAsync("Завтра открываем новый магазин на площади", MessageState.Sent);
        Clock.Advance(TimeSpan.FromHours(25));

        await CareAsync();

        Rows(db => db.Campaigns).ShouldAllBe(campaign => campaign.EndToldAt != null);
        Calls(Notify).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mailing_whose_time_is_over_tells_how_many_did_not_make_it()
    {
        await MailingAsync("Скидка на все букеты сегодня", MessageState.Sent, MessageState.Queued, MessageState.Queued);
        await SetAsync("valid_until", Clock.GetUtcNow().AddMinutes(5));
        Clock.Advance(TimeSpan.FromMinutes(5));

        await CareAsync();

        var told = await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 1);
        ((string)told[0].Parameters["MESSAGE"]!).ShouldContain("Ушло 1 из 3, доставлено к этому времени 0, не ушло 2.");
    }

    [Fact]
    public async Task The_number_that_it_names_gets_one_message_by_its_line_also_when_a_crash_comes_between()
    {
        await MailingAsync("Скидка на все {букеты|цветы} сегодня", MessageState.Delivered, MessageState.Sent, MessageState.Failed);
        await SetAsync("notify_number", "79990000077");
        await SetAsync("name", "Весна {1|2} [x]");
        await SetAsync("kind", "prepared");
        Clock.Advance(TimeSpan.FromMinutes(11));

        await CareAsync();
        await CareAsync();
        await ComposeAsync();

        var message = Rows(db => db.Messages).Where(row => row.Traffic == Traffic.Direct).ShouldHaveSingleItem();
        (message.Phone, message.LineId, message.CampaignId, message.Source).ShouldBe(("79990000077", _line.Id, null, MessageSource.Api));
        message.Text.ShouldBe("Рассылка «Весна (1/2) (x)» завершена: ушло 2 из 3, доставлено 1, с ошибкой 1.");
        message.State.ShouldBe(MessageState.Queued);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_number_on_the_stop_list_hears_nothing_nor_anybody_of_a_mailing_that_a_person_stopped(bool isListed)
    {
        await MailingAsync("Скидка на все букеты сегодня", MessageState.Sent, MessageState.Sent);
        await SetAsync("notify_number", "79990000077");
        if (isListed)
            await WriteAsync(turn => turn.Execute(
                "INSERT INTO suppressed_numbers (portal_id, phone, reason, at) VALUES (@portal, '79990000077', 'OPTED_OUT', @at)",
                ("portal", PortalId), ("at", Clock.GetUtcNow())));
        else await Get<CampaignControl>().StopAsync(PortalId, Rows(db => db.Campaigns)[0].Id, "user 1");
        Clock.Advance(TimeSpan.FromMinutes(11));

        await CareAsync();

        Rows(db => db.Campaigns)[0].EndToldAt.ShouldNotBeNull();
        Rows(db => db.Messages).ShouldAllBe(message => message.Traffic == Traffic.Marketing);
    }

    private Task CareAsync() => Get<CampaignLoop>().CareAsync(CancellationToken.None);

    /// <summary>A letter of the employee, its messages in these states.</summary>
    private async Task MailingAsync(string text, params MessageState[] states)
    {
        var ids = new List<string>();
        foreach (var _ in states)
        {
            ids.Add(Guid.CreateVersion7(Clock.GetUtcNow()).ToString("N"));
            await Get<Acceptance>().AcceptAsync(new IncomingMessage(
                PortalId, _line.Id, _line.Code, ids[^1], MessageSource.Marketing, Traffic.Marketing,
                $"+7999100000{_client++}", text, $"{Portal.Employee.Id}", null));
        }

        await ComposeAsync();
        Clock.Advance(TimeSpan.FromSeconds(11));
        await ComposeAsync();
        for (var i = 0; i < states.Length; i++)
        {
            var (id, state) = (ids[i], states[i]);
            await WriteAsync(turn => turn.Execute(
                "UPDATE messages SET state = @state WHERE portal_message_id = @id", ("state", state), ("id", id)));
        }
    }

    private Task SetAsync(string column, object value) =>
        WriteAsync(turn => turn.Execute($"UPDATE campaigns SET {column} = @value", ("value", value)));
}
