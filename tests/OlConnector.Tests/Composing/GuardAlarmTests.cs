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
        await Portal.RestCalls.WaitAsync(call => call.Method == Notify, count: 2);
        for (var i = 6; i < 9; i++) await LetterAsync(i);
        await ComposeAsync();

        var told = Calls(Notify);
        told.Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe(["1", "2"]);
        var text = (string)told[0].Parameters["MESSAGE"]!;
        text.ShouldContain("больше предела: 3");
        text.ShouldContain("«Sales»");
        text.ShouldEndWith("OlConnector → «Рассылки».");
    }

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
