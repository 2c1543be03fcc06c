using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Messages;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>bitrix24.md §4.3.</summary>
public sealed class MessageStatusTests : SandboxTests
{
    private const string Update = "messageservice.message.status.update";

    [Fact]
    public async Task Checks_run_context_code_id_status_row_rights()
    {
        var admin = await World.InstalledAsync();
        var employee = World.TokenOf(World.Portal.Employee);
        var call = await SendFromCardAsync();
        var form = new JObject();

        (await World.CallAsync($"1/{World.Portal.WebhookSecret}/{Update}", form)).ErrorStatus().ShouldBe((403, "ACCESS_DENIED"));
        (await World.CallAsync(Update, form, employee)).ShouldRefuse(400, "ERROR_SENDER_VALIDATION_FAILURE", "Empty sender code!");
        form["CODE"] = "a b";
        (await World.CallAsync(Update, form, employee)).ShouldRefuse(400, "ERROR_SENDER_VALIDATION_FAILURE", "Wrong sender code!");
        form["CODE"] = SandboxWorld.Code;
        (await World.CallAsync(Update, form, employee)).ShouldRefuse(400, "ERROR_MESSAGE_NOT_FOUND", "Message not found!");
        form["MESSAGE_ID"] = new string('0', 32);
        form["STATUS"] = "read";
        (await World.CallAsync(Update, form, employee)).ShouldRefuse(400, "ERROR_MESSAGE_STATUS_INCORRECT", "Message status incorrect!");
        form["STATUS"] = "delivered";
        (await World.CallAsync(Update, form, employee)).ShouldRefuse(400, "ERROR_MESSAGE_NOT_FOUND", "Message not found!");
        form["MESSAGE_ID"] = call.MessageId;
        (await World.CallAsync(Update, form, employee)).ShouldRefuse(403, "ACCESS_DENIED", "Access denied!");
        (await World.CallAsync(Update, form, admin)).Body["result"]!.Value<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_author_of_a_message_may_update_it_without_being_admin()
    {
        await World.InstalledAsync();
        var call = await World.Portal.Desk.SendFromCardAsync(
            SandboxWorld.Code, "+79990001122", "Привет", World.Portal.Employee, (CrmTypes.Contact, 1));

        (await UpdateAsync(call, "delivered", World.TokenOf(World.Portal.Employee))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Any_status_overwrites_any_other_and_a_repeat_is_true()
    {
        var admin = await World.InstalledAsync();
        var call = await SendFromCardAsync();

        foreach (var status in (string[])["delivered", "queued", "queued", "failed"])
            (await UpdateAsync(call, status, admin)).Status.ShouldBe(200);

        World.Portal.Messages.Peek(call.MessageId)!.Status.ShouldBe("failed");
    }

    [Fact]
    public async Task A_marketing_row_appears_only_after_the_call()
    {
        var admin = await World.InstalledAsync();
        var call = await World.Portal.Desk.SendAsync(
            SandboxWorld.Code, "+79990001122", "Привет", new MessageSource.Marketing(), authorId: 1);

        (await UpdateAsync(call, "delivered", admin)).ErrorOf().ShouldBe("ERROR_MESSAGE_NOT_FOUND");
        World.Clock.Advance(World.Portal.Behaviour.RowDelay);
        (await UpdateAsync(call, "delivered", admin)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_crm_row_is_set_to_sent_over_an_early_delivered()
    {
        var admin = await World.InstalledAsync();
        var call = await SendFromCardAsync();
        await UpdateAsync(call, "delivered", admin);

        World.Clock.Advance(World.Portal.Behaviour.SentDelay);

        (await World.Portal.WaitForStatusAsync(call.MessageId, "sent")).ByApp.ShouldBeFalse();
        World.Portal.Messages.Peek(call.MessageId)!.Status.ShouldBe("sent");
    }

    [Fact]
    public async Task Rows_are_purged_after_fourteen_days()
    {
        await World.InstalledAsync();
        var call = await SendFromCardAsync();

        World.Clock.Advance(PortalMessage.Kept - TimeSpan.FromSeconds(1));
        (await UpdateAsync(call, "delivered", World.TokenOf(World.Portal.Admin))).Status.ShouldBe(200);
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        (await UpdateAsync(call, "delivered", World.TokenOf(World.Portal.Admin))).ErrorOf().ShouldBe("ERROR_MESSAGE_NOT_FOUND");
    }

    private Task<HandlerCall> SendFromCardAsync() =>
        World.Portal.Desk.SendFromCardAsync(
            SandboxWorld.Code, "+79990001122", "Привет", World.Portal.Admin, (CrmTypes.Deal, 1), (CrmTypes.Contact, 1));

    private Task<Reply> UpdateAsync(HandlerCall call, string status, string token) =>
        World.CallAsync(Update, new JObject { ["CODE"] = SandboxWorld.Code, ["MESSAGE_ID"] = call.MessageId, ["STATUS"] = status }, token);
}
