using OlConnector.Campaigns;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Tests.Bitrix24;
using OlConnector.Tests.Support;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Composing;

/// <summary>What the guard holds is told to people and to Bitrix24.</summary>
public sealed class GuardAlarmTests : Bitrix24World
{
    private const string Notify = "im.notify.system.add";

    private GivenLine _line = null!;

    private protected override IEnumerable<(string Name, string Value)> Settings =>
        [("Dispatching:Enabled", "false"), ("Guard:Limit", "3"), ("Guard:Warn", "2")];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await AddLineAsync(row => row.Name = "Sales");
    }

    [Fact]
    public async Task Administrators_and_the_author_hear_once_that_the_guard_holds_a_mailing()
    {
        for (var i = 0; i < 6; i++) await LetterAsync(i);
        await ComposeAsync();
        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 3);
        for (var i = 6; i < 9; i++) await LetterAsync(i);
        await ComposeAsync();

        var told = Calls(Notify).Where(call => !((string)call.Parameters["TAG"]!).Contains("warn")).ToList();
        told.Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe(["1", "2"]);
        var text = (string)told[0].Parameters["MESSAGE"]!;
        text.ShouldContain("больше предела: 3");
        text.ShouldContain("«Sales»");
        text.ShouldEndWith("OlConnector → «Рассылки».");
    }

    [Fact]
    public async Task The_author_and_whom_it_names_hear_once_of_the_warning_and_with_the_administrators_once_that_the_guard_acts()
    {
        await LetterAsync(0);
        await ComposeAsync();
        await WriteAsync(turn => turn.Execute("UPDATE campaigns SET notify = @users", ("users", "77")));
        for (var i = 1; i < 3; i++) await LetterAsync(i);
        await ComposeAsync();
        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 2);
        var warned = Calls(Notify);
        warned.Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe([$"{Portal.Employee.Id}", "77"]);
        ((string)warned[0].Parameters["MESSAGE"]!).ShouldContain("больше 2 номеров. Рассылка идёт");

        await LetterAsync(3);
        await ComposeAsync();
        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 5);
        Clock.Advance(TimeSpan.FromHours(25));
        await Get<CampaignControl>().ReleaseAsync(
            PortalId, Rows(db => db.Campaigns)[0].Id, null, null, null, passesAge: false, actor: "user 1");
        await ComposeAsync();

        Calls(Notify).Skip(2).Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe(["1", $"{Portal.Employee.Id}", "77"]);
        var campaign = Rows(db => db.Campaigns).ShouldHaveSingleItem();
        (campaign.WarnToldAt is null, campaign.GuardToldAt is null).ShouldBe((false, false));
    }

    [Theory]
    [InlineData("""{"policy":"rejectExcess"}""", "отклонены с ошибкой")]
    [InlineData("""{"policy":"warn"}""", "ничего не задержано")]
    [InlineData("""{"policy":"holdAll"}""", "Всё неотправленное задержано")]
    public async Task What_the_guard_does_is_told_by_its_policy(string guard, string words)
    {
        await WriteAsync(turn => turn.Execute("UPDATE lines SET guard = @guard", ("guard", guard)));
        for (var i = 0; i < 4; i++) await LetterAsync(i);
        await ComposeAsync();

        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 3);
        Calls(Notify).Count(call => ((string)call.Parameters["MESSAGE"]!).Contains(words)).ShouldBe(2);
    }

    [Fact]
    public async Task A_day_before_what_is_held_expires_those_who_can_decide_hear_it_once()
    {
        for (var i = 0; i < 5; i++) await LetterAsync(i);
        await ComposeAsync();
        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 3);
        Clock.Advance(TimeSpan.FromDays(6) - TimeSpan.FromMinutes(1));
        await CareAsync();
        var before = Calls(Notify).Count;

        Clock.Advance(TimeSpan.FromMinutes(1));
        await CareAsync();
        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: before + 2);
        Clock.Advance(TimeSpan.FromHours(25));
        await CareAsync();

        var told = Calls(Notify).Skip(before)
            .Where(call => ((string)call.Parameters["MESSAGE"]!).Contains("задержано сообщений: 2")).ToList();
        told.Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe(["1", $"{Portal.Employee.Id}"]);
    }

    private Task CareAsync() => Get<CampaignLoop>().CareAsync(CancellationToken.None);

    [Fact]
    public async Task A_held_message_is_told_as_queued_ten_seconds_after_its_acceptance()
    {
        var accepted = Clock.GetUtcNow();
        for (var i = 0; i < 5; i++) await LetterAsync(i);
        Clock.Advance(TimeSpan.FromSeconds(3));
        await ComposeAsync();

        var held = Rows(db => db.Messages).Where(message => message.State == MessageState.Held)
            .Select(message => message.Sequence).ToList();
        held.Count.ShouldBe(2);
        Rows(db => db.Outbox).Where(report => held.Contains(report.MessageSequence)).Select(report => (report.Wanted, report.DueAt))
            .Distinct().ShouldBe([("queued", accepted + PortalWord.Settling)]);
    }

    [Fact]
    public async Task A_message_that_waits_for_its_fields_is_told_as_queued_too()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(500, "INTERNAL_SERVER_ERROR", ""), 1000);
        var accepted = Clock.GetUtcNow();
        var id = await AcceptAsync(_line, "Hello, {{NAME}}!", "+79990000033");
        await ComposeAsync();

        Find(id).State.ShouldBe(MessageState.Accepted);
        var report = Rows(db => db.Outbox).ShouldHaveSingleItem();
        (report.Wanted, report.DueAt).ShouldBe(("queued", accepted + PortalWord.Settling));
    }

    /// <summary>A letter of the employee.</summary>
    private Task LetterAsync(int client) => Get<Acceptance>().AcceptAsync(new IncomingMessage(
        PortalId, _line.Id, _line.Code, Guid.CreateVersion7(Clock.GetUtcNow()).ToString("N"), MessageSource.Marketing, Traffic.Marketing,
        $"+7999100000{client}", "Скидка на все букеты сегодня", $"{Portal.Employee.Id}", null));
}
