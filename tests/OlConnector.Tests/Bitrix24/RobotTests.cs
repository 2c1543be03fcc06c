using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Telling;
using OlConnector.Composing;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Portals;
using OlConnector.Storage.Rows;
using OlConnector.Tests.Support;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Our robot in processes of the portal, from its registration to the status that it returns (docs/bitrix24.md §7.3).</summary>
public sealed class RobotTests : Bitrix24World
{
    private const string Code = "olconnector_send";
    private const string Send = "bizproc.event.send";
    private GivenLine _line = null!;
    private CrmEntity _contact = null!;

    private Teller Telling => Get<Teller>();

    private InstalledApp App => Portal.App!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await AddLineAsync();
        _contact = Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Анна" }, "+7 916 123-45-67", "+79161230000");
        await TendAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void It_stands_among_the_portals_robots_with_the_lines_that_there_are()
    {
        var robot = App.Robots[Code].Fields;

        ((string?)robot["NAME"]!["ru"], (string?)robot["NAME"]!["en"]).ShouldBe(("Отправить через OlConnector", "Send by OlConnector"));
        ((string?)robot["USE_SUBSCRIPTION"]).ShouldBe("Y");
        ((JObject)robot["PROPERTIES"]!["line"]!["Options"]!).Properties().Select(line => line.Name).ShouldBe([_line.Code]);
        ((JObject)robot["RETURN_PROPERTIES"]!).Properties().Select(one => one.Name).ShouldBe(["status", "reason", "message_id"]);
        Part().State.ShouldBe(PartState.Installed);
    }

    [Fact]
    public async Task A_new_line_can_be_chosen_in_it_and_a_deleted_one_no_more()
    {
        var second = await AddLineAsync();
        await TendAsync();
        Lines().ShouldBe([_line.Code, second.Code], ignoreOrder: true);

        await Get<OlConnector.Lines.LineBook>().SwitchOffAsync(TheLine(_line), "test", CancellationToken.None);
        await TendAsync();

        Lines().ShouldBe([second.Code]);
    }

    [Fact]
    public async Task Nothing_is_told_anew_while_nothing_changed()
    {
        await TendAsync();
        await TendAsync();

        Calls("bizproc.robot.add").Count.ShouldBe(1);
        Calls("bizproc.robot.update").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_of_the_app_puts_it_back()
    {
        await Portal.Lifecycle.UpdateAsync(announce: false);
        App.Robots.ShouldBeEmpty();

        await TendAsync(refreshAll: true);

        App.Robots.ShouldContainKey(Code);
    }

    [Fact]
    public async Task A_delivered_message_lets_the_process_go_on()
    {
        var process = await StartAsync();
        process.Answer.ShouldBe(200);
        var message = await ComposedAsync();
        (message.State, message.Traffic, message.Phone, message.RawTo).ShouldBe(
            (MessageState.Queued, Traffic.Direct, "79161234567", "+7 916 123-45-67"));
        await TellAsync();
        process.Returned.ShouldBeNull("a queued message is no end");

        await MoveAsync(message, MessageState.Dispatching, MessageState.Sent, MessageState.Delivered);
        await TellAsync();

        process.Status.ShouldBe("delivered");
        ((string?)process.Returned!["message_id"]).ShouldBe(message.Id.ToString());
        process.Log.ShouldBe("OlConnector: delivered");
        Calls("messageservice.message.status.update").ShouldBeEmpty("the portal has no row of it");
    }

    [Fact]
    public async Task It_goes_on_once_however_often_the_loop_looks()
    {
        var process = await StartAsync();
        await MoveAsync(await ComposedAsync(), MessageState.Dispatching, MessageState.Sent, MessageState.Delivered);
        await TellAsync();

        await MoveAsync(await ComposedAsync(), MessageState.Read);
        Clock.Advance(TimeSpan.FromDays(8));
        await TellAsync();

        Calls(Send).Count.ShouldBe(1);
        process.Status.ShouldBe("delivered");
        Rows(db => db.RobotCalls).Single().EventToken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_message_says_why()
    {
        var process = await StartAsync(phone: "12");
        (await ComposedAsync()).State.ShouldBe(MessageState.Failed);

        await TellAsync();

        (process.Status, (string?)process.Returned!["reason"]).ShouldBe(("failed", "INVALID_NUMBER"));
    }

    [Fact]
    public async Task An_empty_text_does_not_leave_the_process_asleep()
    {
        var process = await StartAsync(text: "");
        await ComposedAsync();

        await TellAsync();

        (process.Status, (string?)process.Returned!["reason"]).ShouldBe(("failed", "EMPTY_TEXT"));
    }

    [Fact]
    public async Task A_line_that_is_not_there_is_said_at_once()
    {
        var process = await StartAsync(line: "olc_gone");
        process.Answer.ShouldBe(200);

        await TellAsync();

        (process.Status, (string?)process.Returned!["reason"], (string?)process.Returned["message_id"])
            .ShouldBe(("failed", "LINE_OFF", ""));
        Rows(db => db.Messages).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_without_a_number_is_said()
    {
        _contact = Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Глеб" });
        var process = await StartAsync();
        await ComposedAsync();

        await TellAsync();

        (process.Status, (string?)process.Returned!["reason"]).ShouldBe(("failed", "INVALID_NUMBER"));
    }

    [Fact]
    public async Task A_deals_number_is_its_contacts()
    {
        var deal = Portal.Crm.Add(CrmTypes.Deal, new JObject { ["TITLE"] = "Поставка", ["CONTACT_ID"] = $"{_contact.Id}" });

        await StartAsync(document: deal);

        (await ComposedAsync()).Phone.ShouldBe("79161234567");
    }

    [Fact]
    public async Task A_crm_that_is_away_is_asked_again()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(400, "ERROR_CORE", "CRM rests"), method: "batch");
        await StartAsync();
        await ComposeAllAsync();
        Rows(db => db.Messages).Single().State.ShouldBe(MessageState.Accepted);

        Clock.Advance(TimeSpan.FromMinutes(1));

        (await ComposedAsync()).Phone.ShouldBe("79161234567");
    }

    [Fact]
    public async Task The_mailing_queue_keeps_the_rules_of_mailings()
    {
        await ChangeAsync(db => db.SuppressedNumbers.Add(
            new() { PortalId = PortalId, Phone = "79161234567", Reason = "OPTED_OUT", At = Clock.GetUtcNow() }));
        var process = await StartAsync(queue: "mailing");
        await ComposeAllAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var message = await ComposedAsync();
        (message.Traffic, message.State, message.Reason).ShouldBe((Traffic.Marketing, MessageState.Suppressed, "OPTED_OUT"));

        await TellAsync();

        (process.Status, (string?)process.Returned!["reason"]).ShouldBe(("suppressed", "OPTED_OUT"));
    }

    [Fact]
    public async Task The_same_call_again_is_the_same_message()
    {
        var process = await StartAsync();
        (await Portal.Processes.RepeatAsync(process)).ShouldBe(200);
        await ComposedAsync();
        (await Portal.Processes.RepeatAsync(process)).ShouldBe(200);

        Rows(db => db.Messages).Count.ShouldBe(1);
        Rows(db => db.RobotCalls).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_portal_that_is_away_is_told_later()
    {
        var process = await StartAsync(phone: "12");
        await ComposedAsync();
        Portal.Behaviour.Refusal = PortalRefusals.PublicPartClosed;
        await TellAsync();
        process.Returned.ShouldBeNull();

        Portal.Behaviour.Refusal = null;
        Clock.Advance(TimeSpan.FromHours(1));
        await TellAsync();

        process.Status.ShouldBe("failed");
    }

    [Fact]
    public async Task A_process_that_does_not_sleep_yet_is_told_again()
    {
        var process = await StartAsync(phone: "12");
        await ComposedAsync();
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(400, "404", "Бизнес-процесс не найден."), method: Send);
        await TellAsync();
        process.Returned.ShouldBeNull();

        Clock.Advance(TimeSpan.FromMinutes(1));
        await TellAsync();

        process.Status.ShouldBe("failed");
    }

    [Fact]
    public async Task What_one_process_will_not_hear_says_nothing_of_the_administrator()
    {
        await StartAsync(phone: "12");
        await ComposedAsync();
        Portal.Behaviour.FailNext(SandboxAnswer.AccessDenied, method: Send);

        await TellAsync();

        Stored()!.NeedsReauthorization.ShouldBeFalse();
    }

    [Fact]
    public async Task When_the_time_to_wait_has_passed_the_process_hears_how_things_stand()
    {
        var process = await StartAsync(wait: "2");
        await MoveAsync(await ComposedAsync(), MessageState.Dispatching, MessageState.Sent);
        Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(15));
        await TellAsync();
        process.Returned.ShouldBeNull();

        await TellAsync();

        process.Status.ShouldBe("sent");
    }

    [Fact]
    public async Task It_is_told_before_the_portal_stops_waiting_by_itself()
    {
        var process = await Portal.Processes.StartAsync(Code, _contact, Properties(), TimeSpan.FromMinutes(5));
        await ComposedAsync();

        Clock.Advance(TimeSpan.FromMinutes(4.5));
        await TellAsync();

        process!.Status.ShouldBe("queued");
    }

    [Fact]
    public async Task Many_processes_are_told_in_one_batch()
    {
        for (var i = 0; i < 7; i++) await StartAsync(phone: "12");
        await ComposeAllAsync();

        await TellAsync();

        Portal.Processes.All.ShouldAllBe(process => process.Status == "failed");
        Calls("batch").Count(call => call.Parameters["cmd"]!.ToString().Contains(Send, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_forged_call_is_refused_and_nothing_stored()
    {
        var process = await StartAsync();
        using var http = new HttpClient();
        var forged = process.Body.Replace(Portal.ApplicationToken!, "ffffffffffffffffffffffffffffffff", StringComparison.Ordinal)
            .Replace("event_token=", "event_token=x", StringComparison.Ordinal);

        using var answer = await http.PostAsync(
            process.Url, new StringContent(forged, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));
        using var guess = await http.PostAsync(
            process.Url[..^4] + "zzzz", new StringContent(process.Body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));

        (((int)answer.StatusCode), (int)guess.StatusCode).ShouldBe((403, 404));
        Rows(db => db.Messages).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_portal_without_robots_is_installed_all_the_same()
    {
        // Care may look at the portal beside the installer.
        Portal.Behaviour.FailNext(SandboxAnswer.MethodNotFound, count: 5, method: "bizproc.robot.list");

        var visit = await Portal.Lifecycle.InstallAsync(installEvent: InstallEvent.Never);

        (visit.Status, (string?)visit.Session!["trouble"]).ShouldBe((200, null));
        (Part().State, Part().Problem!.Split(':')[0]).ShouldBe((PartState.Refused, "ERROR_METHOD_NOT_FOUND"));
    }

    [Fact]
    public async Task A_portal_that_did_not_grant_the_scope_is_not_asked()
    {
        await ChangeAsync(db => db.Portals.ExecuteUpdate(set => set.SetProperty(portal => portal.Scope, "messageservice,crm,im")));
        var before = Calls("bizproc.robot.list").Count;

        await TendAsync(refreshAll: true);

        Part().State.ShouldBe(PartState.ScopeMissing);
        Calls("bizproc.robot.list").Count.ShouldBe(before);
    }

    [Fact]
    public async Task With_the_app_its_processes_are_gone()
    {
        await StartAsync(phone: "12");
        await ComposedAsync();
        await Portal.Lifecycle.UninstallAsync(clean: false);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await TellAsync();

        Rows(db => db.RobotCalls).Single().DueAt.ShouldBeNull();
    }

    private PortalPart Part() => Rows(db => db.PortalParts.Where(part => part.Name == PartNames.Robot)).Single();

    private IEnumerable<string> Lines() =>
        ((JObject)App.Robots[Code].Fields["PROPERTIES"]!["line"]!["Options"]!).Properties().Select(line => line.Name);

    private Task TendAsync(bool refreshAll = false) => Get<PortalCare>().TendAsync(PortalId, refreshAll, CancellationToken.None);

    private JObject Properties(
        string? line = null, string queue = "direct", string text = "Ваш заказ {готов|собран}", string phone = "", string wait = "") =>
        new() { ["line"] = line ?? _line.Code, ["queue"] = queue, ["text"] = text, ["phone"] = phone, ["wait"] = wait };

    private async Task<Process> StartAsync(
        string? line = null, string queue = "direct", string text = "Ваш заказ {готов|собран}", string phone = "", string wait = "",
        CrmEntity? document = null) =>
        (await Portal.Processes.StartAsync(Code, document ?? _contact, Properties(line, queue, text, phone, wait))).ShouldNotBeNull();

    private async Task ComposeAllAsync()
    {
        await ComposeAsync();
        await Get<NumberLookups>().SettleAsync();
        await ComposeAsync();
    }

    private async Task<Message> ComposedAsync()
    {
        await ComposeAllAsync();
        return Rows(db => db.Messages).Single();
    }

    /// <summary>The loop's round, when the portal has surely put its processes to sleep.</summary>
    private async Task TellAsync()
    {
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Telling.TellDueAsync(CancellationToken.None);
    }

    private async Task MoveAsync(Message message, params MessageState[] states)
    {
        var moves = Get<MessageMoves>();
        foreach (var to in states)
            await WriteAsync(turn =>
            {
                var row = MessageRow.Find(turn, message.Sequence)!;
                var now = Clock.GetUtcNow();
                if (to == MessageState.Dispatching) moves.Dispatch(turn, row, 1, now);
                else moves.Report(turn, row, to, null, now, "gateway", now).ShouldBeTrue();
                return true;
            });
    }
}
