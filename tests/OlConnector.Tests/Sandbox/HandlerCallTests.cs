using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Messages;
using OlConnector.Sandbox.Wire;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>The bodies of bitrix24.md §5.3: their fields, their order, what is missing from them.</summary>
public sealed class HandlerCallTests : SandboxTests
{
    private const string Text = "Здравствуйте, Анна!\nСчёт №12 на 1 500 ₽ + доставка. 50% скидка до 20:00 👍";

    private static readonly string[] Tail = ["properties", "type", "code", "message_id", "message_to", "message_body", "ts"];

    [Fact]
    public async Task A_card_names_its_bindings_and_its_author()
    {
        await World.InstalledAsync();

        await World.Portal.Desk.SendFromCardAsync(SandboxWorld.Code, "8 (916) 123-45-67", Text, World.Portal.Employee, (2, 1502), (3, 318));

        var form = (await ReceivedAsync()).Form;
        form.Properties().Select(field => field.Name).ShouldBe(["module_id", "bindings", .. Tail, "auth"]);
        form["module_id"]!.ToString().ShouldBe("crm");
        form["bindings"]!["0"]!["OWNER_ID"]!.ToString().ShouldBe("1502");
        form["bindings"]!["1"]!["OWNER_TYPE_ID"]!.ToString().ShouldBe("3");
        form["message_to"]!.ToString().ShouldBe("+79161234567");
        form["message_body"]!.ToString().ShouldBe(Text);
        form["properties"]!["message_text"]!.ToString().ShouldBe(Text);
        ((JObject)form["auth"]!).Properties().Select(field => field.Name).ShouldBe(
        [
            "access_token", "expires", "expires_in", "scope", "domain", "server_endpoint",
            "status", "client_endpoint", "member_id", "user_id", "application_token",
        ]);
        form["auth"]!["user_id"]!.ToString().ShouldBe("2");
        form["auth"]!["application_token"]!.ToString().ShouldBe(World.Portal.ApplicationToken);
    }

    [Fact]
    public async Task A_robot_names_its_document_and_its_portal_without_tokens_when_nobody_is_responsible()
    {
        await World.InstalledAsync();
        var lead = World.Portal.Crm.All(CrmTypes.Lead)[0];

        await World.Portal.Desk.SendFromRobotAsync(
            SandboxWorld.Code, "+77011234567", "{Добрый день|Здравствуйте}", lead, responsible: null);

        var form = (await ReceivedAsync()).Form;
        form.Properties().Select(field => field.Name)
            .ShouldBe(["module_id", "workflow_id", "document_id", "document_type", .. Tail, "auth"]);
        form["document_id"]!["1"]!.ToString().ShouldBe("CCrmDocumentLead");
        form["document_id"]!["2"]!.ToString().ShouldBe($"LEAD_{lead.Id}");
        form["document_type"]!["2"]!.ToString().ShouldBe("LEAD");
        form["message_body"]!.ToString().ShouldBe("{Добрый день|Здравствуйте}");
    }

    [Fact]
    public async Task A_smart_process_keeps_its_backslashes()
    {
        await World.InstalledAsync();
        var item = World.Portal.Crm.All(CrmTypes.SmartProcess)[0];

        await World.Portal.Desk.SendFromRobotAsync(SandboxWorld.Code, "+79031112233", "Напоминаем", item, World.Portal.Admin);

        var request = await ReceivedAsync();
        request.Body.ShouldContain("document_id%5B1%5D=Bitrix%5CCrm%5CIntegration%5CBizProc%5CDocument%5CDynamic&");
        request.Form["document_id"]!["2"]!.ToString().ShouldBe($"DYNAMIC_183_{item.Id}");
        request.Form["document_type"]!["2"]!.ToString().ShouldBe("DYNAMIC_183");
    }

    [Fact]
    public async Task A_system_sms_is_the_smallest_legal_call()
    {
        await World.InstalledAsync();

        await World.Portal.Desk.SendSystemSmsAsync(SandboxWorld.Code, "+79990001122", "Ваш код: 4821");

        var request = await ReceivedAsync();
        request.ContentType.ShouldBe("application/x-www-form-urlencoded");
        request.Body.ShouldStartWith(
            "properties%5Bphone_number%5D=%2B79990001122&properties%5Bmessage_text%5D=%D0%92%D0%B0%D1%88+%D0%BA%D0%BE%D0%B4%3A+4821"
            + "&type=SMS&code=olc-line-17&message_id=");
        request.Form.Properties().Select(field => field.Name).ShouldBe([.. Tail, "auth"]);
    }

    [Fact]
    public async Task Without_an_author_a_portal_may_also_send_no_auth_at_all()
    {
        await World.InstalledAsync();
        World.Portal.Behaviour.OmitsAuthWithoutAuthor = true;

        await World.Portal.Desk.SendSystemSmsAsync(SandboxWorld.Code, "+79990001122", "Ваш код: 4821");

        (await ReceivedAsync()).Form.Properties().Select(field => field.Name).ShouldBe(Tail);
    }

    [Fact]
    public async Task Without_an_author_a_portal_names_itself_but_never_its_token()
    {
        await World.InstalledAsync();

        await World.Portal.Desk.SendSystemSmsAsync(SandboxWorld.Code, "+79990001122", "Ваш код: 4821");

        var auth = (JObject)(await ReceivedAsync()).Form["auth"]!;
        auth.Properties().Select(field => field.Name).ShouldBe(["domain", "server_endpoint", "client_endpoint", "member_id"]);
    }

    [Fact]
    public async Task An_unreadable_number_comes_through_raw()
    {
        await World.InstalledAsync();

        await World.Portal.Desk.SendSystemSmsAsync(SandboxWorld.Code, "нет телефона", "Текст");

        (await ReceivedAsync()).Form["message_to"]!.ToString().ShouldBe("нет телефона");
    }

    [Fact]
    public async Task Whatever_the_app_answers_the_portal_shows_sent_and_does_not_try_again()
    {
        await World.InstalledAsync();
        World.App.Answer = (500, "");

        var call = await World.Portal.Desk.SendAsync(SandboxWorld.Code, "+79990001122", "Текст", new MessageSource.Marketing(), 1);

        call.Status.ShouldBe(500);
        World.Portal.Messages.Peek(call.MessageId)!.Status.ShouldBe("sent");
        World.Portal.Desk.Calls.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_unpaid_app_and_an_unknown_sender_are_never_called()
    {
        await World.InstalledAsync();
        var unknown = await World.Portal.Desk.SendSystemSmsAsync("no-such-line", "+79990001122", "Текст");
        World.Portal.Lifecycle.ExpirePayment();
        var unpaid = await World.Portal.Desk.SendSystemSmsAsync(SandboxWorld.Code, "+79990001122", "Текст");

        (unknown.Status, unpaid.Status).ShouldBe((null, null));
        World.Portal.Messages.Peek(unpaid.MessageId)!.Status.ShouldBe("error");
        World.Portal.Desk.Calls.Seen.ShouldBeEmpty();
    }

    [Fact]
    public void The_worked_example_of_marketing_is_built_byte_for_byte()
    {
        const string text =
            "{Привет|Добрый день}, ООО &quot;Ромашка &amp; Ко&quot;! {Сегодня|Только сегодня} -20% {на всё|на весь каталог}.";
        const string encoded =
            "%7B%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%7C%D0%94%D0%BE%D0%B1%D1%80%D1%8B%D0%B9+%D0%B4%D0%B5%D0%BD%D1%8C%7D%2C"
            + "+%D0%9E%D0%9E%D0%9E+%26quot%3B%D0%A0%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0+%26amp%3B+%D0%9A%D0%BE%26quot%3B%21"
            + "+%7B%D0%A1%D0%B5%D0%B3%D0%BE%D0%B4%D0%BD%D1%8F%7C%D0%A2%D0%BE%D0%BB%D1%8C%D0%BA"
            + "%D0%BE+%D1%81%D0%B5%D0%B3%D0%BE%D0%B4%D0%BD%D1%8F%7D+-20%25"
            + "+%7B%D0%BD%D0%B0+%D0%B2%D1%81%D1%91%7C%D0%BD%D0%B0+%D0%B2%D0%B5%D1%81%D1%8C+%D0%BA%D0%B0%D1%82%D0%B0"
            + "%D0%BB%D0%BE%D0%B3%7D.";
        var message = new PortalMessage
        {
            Id = "7d2c91e4f06b4a5388c1d90e6f7a2b34",
            Code = SandboxWorld.Code,
            To = "+79267654321",
            Body = text,
            At = DateTimeOffset.FromUnixTimeSeconds(1786437801),
        };

        var body = PhpQuery.Build(HandlerBody.Build(message, new MessageSource.Marketing(), "", new JObject { ["user_id"] = 1 }));

        body.ShouldBe(
            $"module_id=sender&properties%5Bphone_number%5D=%2B79267654321&properties%5Bmessage_text%5D={encoded}&type=SMS&code=olc-line-17"
            + $"&message_id=7d2c91e4f06b4a5388c1d90e6f7a2b34&message_to=%2B79267654321&message_body={encoded}&ts=1786437801"
            + "&auth%5Buser_id%5D=1");
    }

    [PhpFact]
    public async Task Php_reads_every_body_as_we_do()
    {
        await World.InstalledAsync();
        var desk = World.Portal.Desk;
        await desk.SendFromCardAsync(SandboxWorld.Code, "+79161234567", Text, World.Portal.Admin, (2, 1502), (3, 318));
        await desk.SendFromRobotAsync(
            SandboxWorld.Code, "+77011234567", "{a|b} = c", World.Portal.Crm.All(CrmTypes.Lead)[0], World.Portal.Employee);
        await desk.SendFromRobotAsync(SandboxWorld.Code, "+79031112233", "\\ & %", World.Portal.Crm.All(CrmTypes.SmartProcess)[0], null);
        await desk.SendAsync(SandboxWorld.Code, "+79267654321", "ООО &quot;Ромашка &amp; Ко&quot;", new MessageSource.Marketing(), 1);
        await desk.SendSystemSmsAsync(SandboxWorld.Code, "+79990001122", "Ваш код: 4821");

        foreach (var body in desk.Calls.Seen.Select(call => call.Body))
        {
            var theirs = await Php.RunAsync(
                "parse_str(file_get_contents('php://stdin'), $o); echo json_encode($o, JSON_FORCE_OBJECT);", body);
            JToken.DeepEquals(PhpForm.Parse(body), Requests.Json(theirs)).ShouldBeTrue(body);
        }
        desk.Calls.Seen.Count.ShouldBe(5);
    }

    private async Task<AppRequest> ReceivedAsync() =>
        (await World.App.Requests.WaitAsync(request => request.Path.StartsWith("/b24/sms/", StringComparison.Ordinal)))[0];
}
