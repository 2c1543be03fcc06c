using Newtonsoft.Json.Linq;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>bitrix24.md §4.1 and §4.2.</summary>
public sealed class SenderRegistrationTests : SandboxTests
{
    private const string Add = "messageservice.sender.add";
    private const string Invalid = "ERROR_SENDER_VALIDATION_FAILURE";

    [Fact]
    public async Task Adding_checks_in_the_documented_order()
    {
        var admin = await World.InstalledAsync();
        var employee = World.TokenOf(World.Portal.Employee);
        var form = new JObject();

        (await World.CallAsync($"1/{World.Portal.WebhookSecret}/{Add}", form)).ShouldRefuse(
            403, "ACCESS_DENIED", "Access denied! Application context required");
        (await World.CallAsync(Add, form, employee)).ShouldRefuse(403, "ACCESS_DENIED", "Access denied!");
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, Invalid, "Empty data!");
        form["CODE"] = "0";
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, Invalid, "Empty sender code!");
        form["CODE"] = "olc line";
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, Invalid, "Wrong sender code!");
        form["CODE"] = SandboxWorld.Code;
        form["HANDLER"] = "https://localhost/x";
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, "ERROR_WRONG_HANDLER_URL", "Wrong handler URL");
        form["HANDLER"] = "ftp://olc.example.com/x";
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, "ERROR_UNSUPPORTED_PROTOCOL", "Unsupported event handler protocol");
        form["HANDLER"] = World.HandlerUrl;
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, Invalid, "Empty sender NAME!");
        form["NAME"] = new JObject { ["ru"] = "Отдел продаж" };
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, Invalid, "Empty sender message TYPE!");
        form["TYPE"] = "sms";
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, Invalid, "Unknown sender message TYPE!");
        form["TYPE"] = "SMS";
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, "ERROR_SENDER_ALREADY_INSTALLED", "Sender already installed!");
        form["CODE"] = new string('c', 129);
        (await World.CallAsync(Add, form, admin)).ShouldRefuse(400, "ERROR_SENDER_ADD_FAILURE", "Sender save error!");
    }

    [Fact]
    public async Task Older_modules_want_the_handler_on_the_host_of_the_app()
    {
        var admin = await World.InstalledAsync();
        World.Portal.Behaviour.IsOldModule = true;
        var form = World.SenderForm("other");
        form["HANDLER"] = "https://elsewhere.example.com/x";

        (await World.CallAsync(Add, form, admin)).ShouldRefuse(
            400, "ERROR_HANDLER_URL_MATCH", "Handler URL host doesn't match application url");
    }

    [Fact]
    public async Task Parameters_may_be_written_in_any_case_and_unknown_ones_are_ignored()
    {
        var admin = await World.InstalledAsync();

        (await World.CallAsync(Add, new JObject { ["code"] = "b", ["type"] = "SMS", ["handler"] = World.HandlerUrl, ["name"] = "B" },
            admin)).Status.ShouldBe(200);
        var form = World.SenderForm("c");
        form["COLOR"] = "red";
        (await World.CallAsync($"{Add}?bx24_request_id=7&bx24_sdk_ver=2.2.0", form, admin)).Status.ShouldBe(200);
        World.Portal.App!.Senders.Keys.Order().ShouldBe(["b", "c", SandboxWorld.Code]);
    }

    [Fact]
    public async Task Updating_wants_a_code_and_something_to_change()
    {
        var admin = await World.InstalledAsync();
        const string update = "messageservice.sender.update";

        (await World.CallAsync(update, [], admin)).ShouldRefuse(400, "ERROR_SENDER_CODE_REQUIRED", "CODE is required!");
        (await World.CallAsync(update, new JObject { ["CODE"] = SandboxWorld.Code }, admin))
            .ShouldRefuse(400, "ERROR_SENDER_OTHER_PARAMS_REQUIRED", "At least one other parameter is required!");
        (await World.CallAsync(update, new JObject { ["CODE"] = "none", ["NAME"] = "x" }, admin)).ErrorOf()
            .ShouldBe("ERROR_SENDER_NOT_FOUND");
        (await World.CallAsync(update, new JObject { ["CODE"] = SandboxWorld.Code, ["NAME"] = "x" }, admin)).Status.ShouldBe(200);
        World.Portal.App!.Senders[SandboxWorld.Code].Title("ru").ShouldBe("[OlConnector] x");
    }

    [Fact]
    public async Task Updating_does_not_exist_on_older_portals()
    {
        var admin = await World.InstalledAsync();
        World.Portal.Behaviour.LacksSenderUpdate = true;

        (await World.CallAsync("messageservice.sender.update", [], admin)).ShouldRefuse(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
        (await World.CallAsync("method.get", new JObject { ["name"] = "messageservice.sender.update" },
            admin)).Body["result"]!["isExisting"]!.Value<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_deleted_sender_is_gone_from_the_list()
    {
        var admin = await World.InstalledAsync();
        const string delete = "messageservice.sender.delete";

        (await World.CallAsync(delete, [], admin)).ShouldRefuse(400, Invalid, "Empty sender code!");
        (await World.CallAsync(delete, new JObject { ["CODE"] = SandboxWorld.Code }, admin)).Status.ShouldBe(200);
        (await World.CallAsync(delete, new JObject { ["CODE"] = SandboxWorld.Code }, admin)).ShouldRefuse(
            400, "ERROR_SENDER_NOT_FOUND", "Sender not found!");
        (await World.CallAsync("messageservice.sender.list", [], admin)).Body["result"]!.ToString().ShouldBe("[]");
    }
}
