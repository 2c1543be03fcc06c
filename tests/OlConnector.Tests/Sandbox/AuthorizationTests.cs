using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Authorization;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>bitrix24.md §2.3 to §2.6.</summary>
public sealed class AuthorizationTests : SandboxTests
{
    private string Refresh => (string)World.Portal.Frame.Prepare("/b24/app", World.Portal.Admin).Form["REFRESH_ID"]!;

    [Fact]
    public async Task A_refresh_rotates_and_the_old_token_is_refused()
    {
        await World.InstalledAsync();
        var old = Refresh;

        var first = await ExchangeAsync(old);

        first.Status.ShouldBe(200);
        first.Body["client_endpoint"]!.ToString().ShouldBe(World.Portal.RestUrl);
        first.Body["domain"]!.ToString().ShouldBe(World.Cloud.Authorization.Host);
        first.Body["expires"]!.Value<long>().ShouldBe(World.Clock.GetUtcNow().ToUnixTimeSeconds() + 3600);
        (await ExchangeAsync(old)).ErrorOf().ShouldBe("invalid_grant");
        (await ExchangeAsync((string)first.Body["refresh_token"]!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Of_two_refreshes_at_once_only_one_gets_a_pair()
    {
        await World.InstalledAsync();
        World.Cloud.Authorization.TokenDelay = TimeSpan.FromSeconds(2);
        var token = Refresh;

        var both = new[] { ExchangeAsync(token), ExchangeAsync(token) };
        await World.Clock.ArmedAsync(within: World.Cloud.Authorization.TokenDelay, count: 2);
        World.Clock.Advance(World.Cloud.Authorization.TokenDelay);

        (await Task.WhenAll(both)).Select(reply => reply.ErrorOf()).Order().ShouldBe(["", "invalid_grant"]);
    }

    [Fact]
    public async Task Errors_come_in_the_documented_order()
    {
        await World.InstalledAsync();

        (await ExchangeAsync("", grantType: "password")).ErrorOf().ShouldBe("invalid_request");
        (await ExchangeAsync("nonsense", secret: "wrong")).ErrorOf().ShouldBe("invalid_client");
        (await ExchangeAsync("nonsense")).ErrorOf().ShouldBe("invalid_grant");
        World.Portal.IsPaymentAllowed = false;
        (await ExchangeAsync(Refresh)).ErrorOf().ShouldBe("PAYMENT_REQUIRED");
        var token = Refresh;
        await World.Portal.Lifecycle.UninstallAsync(clean: false);
        (await ExchangeAsync(token)).ErrorOf().ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_refresh_token_lives_180_days()
    {
        await World.InstalledAsync();
        var (early, late) = (Refresh, Refresh);

        World.Clock.Advance(TimeSpan.FromDays(180) - TimeSpan.FromSeconds(1));
        (await ExchangeAsync(early)).Status.ShouldBe(200);
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        (await ExchangeAsync(late)).ErrorOf().ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_code_works_once_within_thirty_seconds()
    {
        await World.InstalledAsync();
        using var answer = await World.Http.GetAsync(new Uri($"{World.Portal.BaseUrl}/oauth/authorize/?client_id=x&state=abc"));
        var query = OlConnector.Sandbox.Wire.PhpForm.Parse(answer.Headers.Location!.Query);
        query["state"]!.ToString().ShouldBe("abc");
        var code = query["code"]!.ToString();

        (await ExchangeAsync(code, grantType: "authorization_code")).Status.ShouldBe(200);
        (await ExchangeAsync(code, grantType: "authorization_code")).ErrorOf().ShouldBe("invalid_grant");
        var late = World.Portal.Tokens.IssueCode(World.Portal.MemberId, 1);
        World.Clock.Advance(TokenBook.CodeLife);
        (await ExchangeAsync(late, grantType: "authorization_code")).ErrorOf().ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_token_is_identified_by_app_info()
    {
        var token = await World.InstalledAsync();

        var full = await IdentifyAsync(token);
        full.Body["result"]!["client_id"]!.ToString().ShouldBe(World.Cloud.Options.ClientId);
        full.Body["result"]!["member_id"]!.ToString().ShouldBe(World.Portal.MemberId);
        World.Cloud.Authorization.AppInfoIsShort = true;
        (await IdentifyAsync(token)).Body["result"]!["member_id"].ShouldBeNull();
        (await IdentifyAsync("forged")).ErrorOf().ShouldBe("NO_AUTH_FOUND");
        World.Clock.Advance(Grant.AccessLife);
        (await IdentifyAsync(token)).ErrorOf().ShouldBe("expired_token");
    }

    [Fact]
    public async Task It_can_be_broken_in_three_ways()
    {
        await World.InstalledAsync();
        var server = World.Cloud.Authorization;

        server.Fault = AuthorizationFault.Down;
        await Should.ThrowAsync<HttpRequestException>(() => ExchangeAsync("x"));
        server.Fault = AuthorizationFault.ServerError;
        (await ExchangeAsync("x")).Status.ShouldBe(502);
        server.Fault = AuthorizationFault.HtmlBody;
        (await ExchangeAsync("x")).ShouldSatisfyAllConditions(reply => reply.Status.ShouldBe(200), reply => reply.Body.Count.ShouldBe(0));
        (server.Fault, server.AnswersErrorsWith200) = (AuthorizationFault.None, true);
        (await ExchangeAsync("x")).ShouldSatisfyAllConditions(
            reply => reply.Status.ShouldBe(200), reply => reply.ErrorOf().ShouldBe("invalid_grant"));
    }

    private Task<Reply> ExchangeAsync(string token, string grantType = "refresh_token", string? secret = null)
    {
        var name = grantType == "authorization_code" ? "code" : "refresh_token";
        var options = World.Cloud.Options;
        return World.GetAsync(
            $"{World.Cloud.Authorization.BaseUrl}/oauth/token/?grant_type={grantType}&client_id={options.ClientId}"
            + $"&client_secret={secret ?? options.ClientSecret}&{name}={token}");
    }

    private Task<Reply> IdentifyAsync(string token) => World.GetAsync($"{World.Cloud.Authorization.RestUrl}app.info?auth={token}");
}
