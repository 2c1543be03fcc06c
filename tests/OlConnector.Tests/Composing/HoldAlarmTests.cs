using Newtonsoft.Json.Linq;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Lines;
using OlConnector.Sandbox.Crm;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Bitrix24;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Composing;

/// <summary>Whatever a mailing is held for is told once to those who can decide about it.</summary>
public sealed class HoldAlarmTests : Bitrix24World
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

    [Theory]
    [InlineData("Скидка {сегодня|завтра на все букеты", "Скобки вариантов не сходятся.")]
    [InlineData("Скидка для вас, {{ shout NAME }}, на все букеты", "Ошибка в записи поля.")]
    [InlineData("Скидка от {=Document:TITLE} на все букеты", "В тексте осталось незаполненное поле.")]
    public async Task Administrators_and_the_author_hear_once_of_a_mailing_why_it_is_held_and_what_to_do(string text, string reason)
    {
        for (var i = 0; i < 3; i++) await LetterAsync(text);
        await ComposeAsync();
        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 2);
        for (var i = 0; i < 3; i++) await LetterAsync(text);
        await ComposeAsync();

        var told = Calls(Notify);
        told.Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe(["1", "2"]);
        var notice = (string)told[0].Parameters["MESSAGE"]!;
        notice.ShouldContain("«Sales»");
        notice.ShouldContain(reason);
        notice.ShouldEndWith("OlConnector → «Рассылки».");
    }

    [Fact]
    public async Task A_mailing_that_is_held_for_two_reasons_has_a_notice_for_each()
    {
        Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "" }, "+79991000000");
        await LetterAsync("Скидка для вас, {{NAME}}, на все букеты сегодня");
        await LetterAsync("Скидка для вас, {{ shout NAME }}, на все букеты сегодня");
        await ComposeAsync();

        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 4);

        Rows(db => db.Campaigns).ShouldHaveSingleItem();
        Portal.Notifications.Keys.Select(tag => tag[..tag.LastIndexOf('-')]).ShouldBe(
            ["olc-hold-template_invalid", "olc-hold-unresolved_placeholder"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_held_because_its_line_stood_too_long_is_told_too()
    {
        await LetterAsync("Скидка на все букеты сегодня");
        await ComposeAsync();
        await WriteAsync(turn => turn.Execute(
            "UPDATE lines SET state = 'frozen', frozen_reason = 'LINE_FROZEN' WHERE id = @line", ("line", _line.Id)));
        Clock.Advance(LineControl.StaleAfter + TimeSpan.FromSeconds(1));

        var admin = Caller.With(Product, new PortalSession(PortalId, "newcomer", "Admin", true, "en", "UTC"));
        (await admin.PostAsync($"lines/{_line.Id}/resume")).Status.ShouldBe(200);

        var told = await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 2);
        ((string)told[0].Parameters["MESSAGE"]!).ShouldContain("Пролежало больше суток");
    }

    /// <summary>A letter of the employee to the next client.</summary>
    private Task LetterAsync(string text) => Get<Acceptance>().AcceptAsync(new IncomingMessage(
        PortalId, _line.Id, _line.Code, Guid.CreateVersion7(Clock.GetUtcNow()).ToString("N"), MessageSource.Marketing, Traffic.Marketing,
        $"+7999100000{_client++}", text, $"{Portal.Employee.Id}", null));
}
