using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine.Lines;
using OlConnector.Sandbox.Portals;
using OlConnector.Secrets;
using OlConnector.Tests.Support;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Lines as providers of their portal (docs/bitrix24.md, messageservice).</summary>
public sealed class SenderTests : Bitrix24World
{
    private GivenLine _line = null!;

    private SenderRegistry Registry => Get<SenderRegistry>();

    private Sender Registered => Portal.App!.Senders[_line.Code];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await Product.LineAsync(Portal.MemberId, change: line => (line.Name, line.Number) = ("Отдел продаж", "+79161234567"));
        Portal.Bucket.IsOn = false;
    }

    [Fact]
    public async Task A_line_is_registered_with_name_and_number_in_both_languages_and_a_secret_url()
    {
        (await Registry.RegisterAsync(PortalId, _line.Id, CancellationToken.None)).ShouldBeOfType<RestAnswer.Ok>();

        Calls("messageservice.sender.add").Single().Parameters.Properties().Select(parameter => parameter.Name)
            .ShouldBe(["CODE", "TYPE", "HANDLER", "NAME", "DESCRIPTION"]);
        (Registered.Title("ru"), Registered.Title("en")).ShouldBe(
            ("[OlConnector] Отдел продаж +79161234567", "[OlConnector] Отдел продаж +79161234567"));
        Registered.Handler.ShouldBe($"{Product.Url}/b24/sms/{_line.HandlerKey}");
        ((string?)Registered.Description!["ru"], (string?)Registered.Description["en"]).ShouldBe(
            ("Отправка через OlConnector", "Sent through OlConnector"));
        (TheLine(_line).IsRegistered, TheLine(_line).RegistrationError).ShouldBe((true, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_code_that_exists_already_is_brought_up_to_date_even_where_update_is_missing(bool lacksUpdate)
    {
        await Registry.RegisterAsync(PortalId, _line.Id, CancellationToken.None);
        await ChangeAsync(db => db.Lines.Find(PortalId, _line.Id)!.Name = "Новое имя");
        Portal.Behaviour.LacksSenderUpdate = lacksUpdate;

        (await Registry.RegisterAsync(PortalId, _line.Id, CancellationToken.None)).ShouldBeOfType<RestAnswer.Ok>();

        Registered.Title("ru").ShouldBe("[OlConnector] Новое имя +79161234567");
        Calls("messageservice.sender.delete").Count.ShouldBe(lacksUpdate ? 1 : 0);
    }

    [Fact]
    public async Task A_rename_of_a_line_that_the_portal_lost_adds_it()
    {
        (await Registry.UpdateAsync(PortalId, _line.Id, CancellationToken.None)).ShouldBeOfType<RestAnswer.Ok>();

        Portal.App!.Senders.ShouldContainKey(_line.Code);
    }

    [Fact]
    public async Task A_refusal_is_kept_on_the_line()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(400, "ERROR_HANDLER_URL_MATCH", "Handler URL host doesn't match application url"),
            method: "messageservice.sender.add");

        (await Registry.RegisterAsync(PortalId, _line.Id, CancellationToken.None)).ShouldBeOfType<RestAnswer.Failed>();

        (TheLine(_line).IsRegistered, TheLine(_line).RegistrationError).ShouldBe(
            (false, "ERROR_HANDLER_URL_MATCH: Handler URL host doesn't match application url"));
    }

    [Fact]
    public async Task A_stored_user_who_lost_the_rights_asks_for_an_administrator()
    {
        Portal.ChangeUser(1, user => user with { IsAdmin = false });

        (await Registry.RegisterAsync(PortalId, _line.Id, CancellationToken.None)).ShouldBeOfType<RestAnswer.Failed>();

        Stored()!.NeedsReauthorization.ShouldBeTrue();
    }

    [Fact]
    public async Task A_line_is_taken_out_and_taking_it_out_twice_is_no_error()
    {
        await Registry.RegisterAsync(PortalId, _line.Id, CancellationToken.None);

        (await Registry.UnregisterAsync(PortalId, _line.Id, _line.Code, CancellationToken.None)).ShouldBeOfType<RestAnswer.Ok>();
        (await Registry.UnregisterAsync(PortalId, _line.Id, _line.Code, CancellationToken.None)).ShouldBeOfType<RestAnswer.Ok>();

        Portal.App!.Senders.ShouldBeEmpty();
        TheLine(_line).IsRegistered.ShouldBeFalse();
    }

    [Fact]
    public async Task The_health_check_adds_what_is_missing_and_removes_what_is_off()
    {
        var off = await Product.LineAsync(Portal.MemberId, change: line => line.State = LineState.Off);
        await Registry.RegisterAsync(PortalId, off.Id, CancellationToken.None);

        (await Registry.SyncAsync(PortalId, refreshAll: false, CancellationToken.None)).ShouldBeOfType<RestAnswer.Ok>();
        var calls = Portal.RestCalls.Seen.Count;
        (await Registry.SyncAsync(PortalId, refreshAll: false, CancellationToken.None)).ShouldBeOfType<RestAnswer.Ok>();

        Portal.App!.Senders.Keys.ShouldBe([_line.Code]);
        Portal.RestCalls.Seen.Count.ShouldBe(calls + 1, "a healthy portal is asked for its list and nothing else");
    }

    [Fact]
    public async Task The_health_check_repairs_a_line_whose_last_change_failed()
    {
        await Registry.RegisterAsync(PortalId, _line.Id, CancellationToken.None);
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(400, "ERROR_SENDER_UPDATE_FAILURE", "Sender update error!"),
            method: "messageservice.sender.update");
        await Registry.RotateHandlerKeyAsync(PortalId, _line.Id, "user 1", CancellationToken.None);
        TheLine(_line).IsRegistered.ShouldBeFalse();

        await Registry.SyncAsync(PortalId, refreshAll: false, CancellationToken.None);

        TheLine(_line).IsRegistered.ShouldBeTrue();
        Registered.Handler.ShouldBe($"{Product.Url}/b24/sms/{Get<SecretBox>().Unprotect(TheLine(_line).HandlerKey)}");
    }

    [Fact]
    public async Task A_rotated_key_is_told_to_the_portal_and_the_old_one_works_for_its_grace()
    {
        await Registry.RegisterAsync(PortalId, _line.Id, CancellationToken.None);

        await Registry.RotateHandlerKeyAsync(PortalId, _line.Id, "user 1", CancellationToken.None);

        Registered.Handler.ShouldNotContain(_line.HandlerKey);
        (await HandAsync($"{Product.Url}/b24/sms/{_line.HandlerKey}")).ShouldBe(200);
        (await HandAsync(Registered.Handler)).ShouldBe(200);
        Clock.Advance(TimeSpan.FromDays(7));
        (await HandAsync($"{Product.Url}/b24/sms/{_line.HandlerKey}")).ShouldBe(404);
        (await HandAsync(Registered.Handler)).ShouldBe(200);
        Rows(db => db.Audit.Where(entry => entry.Action == "handler key rotated")).ShouldHaveSingleItem().Actor.ShouldBe("user 1");
    }

    [Fact]
    public async Task The_installer_page_registers_the_lines_there_are()
    {
        (await Portal.Lifecycle.OpenInstallerAsync(installEvent: InstallEvent.Never)).Status.ShouldBe(200);

        Portal.App!.Senders.Keys.ShouldBe([_line.Code]);
    }

    [Fact]
    public async Task The_daily_round_looks_after_every_portal()
    {
        var round = Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<PortalCareLoop>().Single()
            .RoundAsync(CancellationToken.None);
        await PassTimeAsync(TimeSpan.FromSeconds(5), until: round);
        await Portal.WaitForRestCallAsync(call => call is { Method: "messageservice.sender.add", Status: 200 });

        Portal.App!.Senders.Keys.ShouldBe([_line.Code]);
    }

    private async Task<int> HandAsync(string url) => (int)(await Product.Http.PostAsync(
        url, new FormUrlEncodedContent(
            [new("message_id", OlConnector.Engine.NewKey.At(Clock).ToString("N")),
                new("message_to", "+79161234567"), new("message_body", "x")]))).StatusCode;
}
