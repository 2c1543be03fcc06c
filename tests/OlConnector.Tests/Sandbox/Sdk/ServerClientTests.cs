using Newtonsoft.Json.Linq;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Sandbox.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Sandbox.Sdk;

/// <summary>The official client in Node, as a server uses it, against the simulated portal (docs/bitrix24.md, §10).</summary>
public sealed class ServerClientTests : IAsyncLifetime
{
    private const int Contacts = 120;

    // The client patience is real; the portal's minutes pass in seconds.
    private readonly ScaledTimeProvider _clock = new(speed: 20);
    private ListeningApp _app = null!;
    private SandboxCloud _cloud = null!;

    private SandboxPortal Portal => _cloud.Portal;

    public async Task InitializeAsync()
    {
        _app = await ListeningApp.StartAsync();
        _cloud = await SandboxCloud.StartAsync(
            new SandboxOptions { AppUrl = _app.Url, Clients = 2 * Contacts, Portals = [PortalSeed.Main] }, _clock);
        await Portal.Lifecycle.InstallAsync();
        Portal.Bucket.IsOn = false;
    }

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await _app.DisposeAsync();
        _cloud.Problems.ShouldBeEmpty();
    }

    [NpmFact(OfficialClient.Package)]
    public async Task Calls_and_their_errors_are_understood()
    {
        var told = await RunAsync("calls");

        told["profile"]!["result"]!["NAME"]!.ToString().ShouldBe("Вера");
        (told["isAdmin"]!.Value<bool>(), told["isHealthy"]!.Value<bool>(), told["ping"]!.Value<bool>()).ShouldBe((true, true, true));
        Error(told["unknown"]).ShouldBe(("ERROR_METHOD_NOT_FOUND", 404));
        Error(told["refused"]).ShouldBe(("ERROR_ARGUMENT", 400));
        told["version3"]!["errors"]!.ShouldHaveSingleItem().ToString().ShouldContain("profile");
    }

    [NpmFact(OfficialClient.Package)]
    public async Task A_line_is_registered_although_the_client_adds_three_parameters_of_its_own()
    {
        var told = await RunAsync("sender");

        told["added"]!["result"]!.Value<bool>().ShouldBeTrue();
        told["listed"]!["result"]!.Values<string>().ShouldBe([SandboxWorld.Code]);
        Error(told["twice"]).ShouldBe(("ERROR_SENDER_ALREADY_INSTALLED", 400));
        Error(told["told"]).ShouldBe(("ERROR_MESSAGE_NOT_FOUND", 400));
        Portal.RestCalls.Seen.First(call => call.Method == "messageservice.sender.add").Parameters["bx24_sdk_type"]!.ToString()
            .ShouldBe("b24-js-sdk");
    }

    [NpmFact(OfficialClient.Package)]
    public async Task Every_form_of_batch_is_understood()
    {
        var told = await RunAsync("batches");

        told["named"]!["admin"]!.Value<bool>().ShouldBeTrue();
        told["listed"]![0]!.Value<bool>().ShouldBeTrue();
        told["listed"]![1]!.Values<string>().ShouldBe(Portal.Scopes);
        told["referred"]!.ToString().ShouldBe("1");
        told["halted"]!["errors"]!.ShouldHaveSingleItem().ToString().ShouldContain("Method not found!");
        (told["failing"]!["isSuccess"]!.Value<bool>(), told["failing"]!["errors"]!.Count()).ShouldBe((false, 2));
        told["chunks"]!.Values<string>().ShouldBe(Enumerable.Range(1, Contacts).Select(id => $"{id}"));
    }

    [NpmFact(OfficialClient.Package)]
    public async Task Lists_are_read_to_their_end()
    {
        var contacts = Portal.Crm.All(OlConnector.Sandbox.Crm.CrmTypes.Contact).Select(card => card.Id).ToList();

        var told = await RunAsync("pages");

        told["all"]!.Values<int>().ShouldBe(contacts);
        told["generated"]!.Values<int>().Sum().ShouldBe(contacts.Count);
        (told["total"]!.Value<int>(), told["isMore"]!.Value<bool>(), told["second"]!.ToString()).ShouldBe((contacts.Count, true, "51"));
        Error(told["stranger"]).ShouldBe(("INVALID_ARG_VALUE", 400));
    }

    [NpmFact(OfficialClient.Package)]
    public async Task Twelve_calls_with_an_ended_token_renew_it_once_and_a_spent_one_is_refused()
    {
        var told = await RunAsync("renewal");

        (told["renewals"]!.Value<int>(), told["succeeded"]!.Value<int>()).ShouldBe((1, 12));
        Error(told["spent"]).ShouldBe(("invalid_grant", 400));
        Error(told["stranger"]).ShouldBe(("invalid_client", 401));
        _cloud.Authorization.Calls.Seen.Count(call => call is { GrantType: "refresh_token", Error: "" }).ShouldBe(1);
    }

    [NpmFact(OfficialClient.Package)]
    public async Task Seventy_calls_at_once_overflow_the_bucket_and_all_get_through_in_the_end()
    {
        Portal.Bucket.IsOn = true;

        var told = await RunAsync("backOff");

        told["succeeded"]!.Value<int>().ShouldBe(70);
        Portal.RestCalls.Seen.ShouldContain(call => call.Error == "QUERY_LIMIT_EXCEEDED");
    }

    [NpmFact(OfficialClient.Package)]
    public async Task A_webhook_speaks_by_tls_and_has_no_application()
    {
        using var certificate = OfficialClient.SelfSigned(_clock);
        using var folder = new TempFolder();
        var authority = Path.Combine(folder.Path, "ca.pem");
        await File.WriteAllTextAsync(authority, certificate.ExportCertificatePem());
        var port = await Portal.OpenSecurelyAsync(certificate);

        var told = await RunAsync(
            "webhook", $"https://127.0.0.1:{port}/rest/1/{Portal.WebhookSecret}", ("NODE_EXTRA_CA_CERTS", authority));

        told["profile"]!["result"]!["ID"]!.ToString().ShouldBe("1");
        Error(told["context"]).ShouldBe(("ACCESS_DENIED", 403));
        told["contacts"]!.ToString().ShouldBe("1");
    }

    private async Task<JObject> RunAsync(string scenario, string webhook = "", params (string Name, string Value)[] environment)
    {
        var grant = Portal.Tokens.Issue(Portal.MemberId, Portal.Admin.Id);
        var input = new JObject
        {
            ["oauth"] = new JObject
            {
                ["applicationToken"] = Portal.ApplicationToken,
                ["userId"] = grant.UserId,
                ["memberId"] = Portal.MemberId,
                ["accessToken"] = grant.Access,
                ["refreshToken"] = grant.Refresh,
                ["expires"] = grant.ExpiresAt.ToUnixTimeSeconds(),
                ["expiresIn"] = 3600,
                ["scope"] = string.Join(',', Portal.Scopes),
                ["domain"] = Portal.Domain,
                ["clientEndpoint"] = Portal.RestUrl,
                ["serverEndpoint"] = _cloud.Authorization.RestUrl,
                ["status"] = Portal.Status,
            },
            ["secret"] = new JObject { ["clientId"] = _cloud.Options.ClientId, ["clientSecret"] = _cloud.Options.ClientSecret },
            ["webhook"] = webhook,
            ["code"] = SandboxWorld.Code,
            ["handler"] = $"{_app.Url}/b24/sms/{SandboxWorld.Code}",
        };
        return Requests.Json(await Npm.RunAsync([Npm.Script("sdk-server.js"), scenario], input.ToString(), environment));
    }

    private static (string Code, int Status) Error(JToken? told) => (told!["code"]!.ToString(), told["status"]!.Value<int>());
}
