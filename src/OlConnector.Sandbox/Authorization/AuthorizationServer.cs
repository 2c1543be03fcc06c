using System.Globalization;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Authorization;

/// <summary>How the authorization server misbehaves.</summary>
public enum AuthorizationFault
{
    /// <summary>It works.</summary>
    None,

    /// <summary>It cuts every connection without an answer.</summary>
    Down,

    /// <summary>It answers 502 with JSON that is no OAuth error.</summary>
    ServerError,

    /// <summary>It answers 200 with a page of a proxy.</summary>
    HtmlBody,
}

/// <summary>The authorization server: tokens and who they belong to (bitrix24.md §2).</summary>
public sealed class AuthorizationServer : IAsyncDisposable
{
    private readonly SandboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly Func<string, SandboxPortal?> _portals;
    private LocalSite? _site;

    internal AuthorizationServer(SandboxOptions options, TimeProvider clock, TokenBook tokens, Func<string, SandboxPortal?> portals) =>
        (_options, _clock, Tokens, _portals) = (options, clock, tokens, portals);

    /// <summary>Every token of this cloud.</summary>
    public TokenBook Tokens { get; }

    /// <summary>Base URL; the product's <c>Bitrix24:AuthorizationServers</c>.</summary>
    public string BaseUrl => $"http://{Host}";

    /// <summary>What portals tell apps as <c>server_endpoint</c>.</summary>
    public string RestUrl => $"{BaseUrl}/rest/";

    /// <summary>Host and port.</summary>
    public string Host => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_site?.Port ?? 0}");

    /// <summary>The fault that every call meets.</summary>
    public AuthorizationFault Fault { get; set; }

    /// <summary>Sandbox time between the exchange of a token and its answer: exposes races. Default none.</summary>
    public TimeSpan TokenDelay { get; set; }

    /// <summary>Errors come with status 200 too: the documentation names none (bitrix24.md §2.5).</summary>
    public bool AnswersErrorsWith200 { get; set; }

    /// <summary>The error that every renewal meets; null for none.</summary>
    public string? RefusesRenewalsWith { get; set; }

    /// <summary><c>app.info</c> tells only client, user and status, without portal: what is known for sure (bitrix24.md §2.6).</summary>
    public bool AppInfoIsShort { get; set; }

    /// <summary>Every call, in order.</summary>
    public Happenings<AuthorizationCall> Calls { get; } = new("authorization server");

    internal async Task StartAsync(CancellationToken ct) => _site = await LocalSite.StartAsync(_options.AuthorizationPort, ServeAsync, ct);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _site?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Answers one token request; portals forward theirs here as the cloud does.</summary>
    internal async Task ServeTokenAsync(HttpContext http, CancellationToken ct)
    {
        var parameters = await Requests.ParametersAsync(http, ct);
        var answer = Exchange(parameters);
        Calls.Add(new AuthorizationCall("oauth/token", PhpValue.Text(parameters["grant_type"]), answer.Error, _clock.GetUtcNow()));
        if (TokenDelay > TimeSpan.Zero)
            await Task.Delay(TokenDelay, _clock, ct);
        await Requests.AnswerAsync(http, AnswersErrorsWith200 ? 200 : answer.Status, answer.Body(null), ct);
    }

    private async Task ServeAsync(HttpContext http, CancellationToken ct)
    {
        switch (Fault)
        {
            case AuthorizationFault.Down:
                http.Abort();
                return;
            case AuthorizationFault.ServerError:
                await Requests.AnswerAsync(http, 502, new JObject { ["message"] = "upstream" }, ct);
                return;
            case AuthorizationFault.HtmlBody:
                await Requests.AnswerAsync(http, 200, "<html><body><h1>Maintenance</h1></body></html>", "text/html", ct);
                return;
        }
        switch (http.Request.Path.Value?.TrimEnd('/'))
        {
            case "/oauth/token":
                await ServeTokenAsync(http, ct);
                break;
            case "/rest/app.info" or "/rest/app.info.json":
                await ServeAppInfoAsync(http, ct);
                break;
            default:
                await Requests.AnswerAsync(http, 404, RestAnswer.MethodNotFound.Body(null), ct);
                break;
        }
    }

    private RestAnswer Exchange(JObject parameters)
    {
        var grantType = PhpValue.Text(parameters["grant_type"]);
        if (grantType is not ("refresh_token" or "authorization_code"))
            return RestAnswer.Failed(400, "invalid_request", "Invalid grant_type parameter or parameter missing");
        if (RefusesRenewalsWith is { } error)
            return RestAnswer.Failed(401, error, "");
        if (PhpValue.Text(parameters["client_id"]) != _options.ClientId
            || PhpValue.Text(parameters["client_secret"]) != _options.ClientSecret)
            return RestAnswer.Failed(401, "invalid_client", "The client credentials are invalid");
        var owner = grantType == "refresh_token"
            ? Tokens.Spend(PhpValue.Text(parameters["refresh_token"])) is { } spent ? (spent.MemberId, spent.UserId) : null
            : Tokens.SpendCode(PhpValue.Text(parameters["code"]));
        if (owner is null)
            return RestAnswer.Failed(400, "invalid_grant", "Invalid grant");
        if (_portals(owner.Value.MemberId) is not { App: not null } portal)
            return RestAnswer.Failed(401, "invalid_client", "Application is not installed");
        if (!portal.IsPaymentAllowed)
            return RestAnswer.Failed(401, "PAYMENT_REQUIRED", "Payment required");
        return RestAnswer.Raw(TokenJson(portal, Tokens.Issue(portal.MemberId, owner.Value.UserId)));
    }

    private JObject TokenJson(SandboxPortal portal, Grant grant) => new()
    {
        ["access_token"] = grant.Access,
        ["client_endpoint"] = portal.RestUrl,
        ["domain"] = Host,
        ["expires"] = grant.ExpiresAt.ToUnixTimeSeconds(),
        ["expires_in"] = (int)Grant.AccessLife.TotalSeconds,
        ["member_id"] = portal.MemberId,
        ["refresh_token"] = grant.Refresh,
        ["scope"] = string.Join(',', _options.Scopes),
        ["server_endpoint"] = RestUrl,
        ["status"] = portal.Status,
        ["user_id"] = grant.UserId,
    };

    private async Task ServeAppInfoAsync(HttpContext http, CancellationToken ct)
    {
        var parameters = await Requests.ParametersAsync(http, ct);
        var answer = Identify(PhpValue.Text(parameters["auth"]));
        Calls.Add(new AuthorizationCall("app.info", "", answer.Error, _clock.GetUtcNow()));
        await Requests.AnswerAsync(http, answer.Status, answer.Body(null), ct);
    }

    private RestAnswer Identify(string access)
    {
        if (Tokens.Find(access) is not { IsRevoked: false } grant || _portals(grant.MemberId) is not { App: not null } portal)
            return RestAnswer.Failed(401, "NO_AUTH_FOUND", "Wrong authorization data");
        if (!grant.IsAlive(_clock.GetUtcNow()))
            return RestAnswer.Failed(401, "expired_token", "The access token provided has expired.");
        var identity = new JObject { ["client_id"] = _options.ClientId, ["user_id"] = grant.UserId, ["status"] = portal.Status };
        if (!AppInfoIsShort)
        {
            identity["scope"] = string.Join(',', _options.Scopes);
            identity["member_id"] = portal.MemberId;
            identity["domain"] = portal.Domain;
            identity["client_endpoint"] = portal.RestUrl;
            identity["server_endpoint"] = RestUrl;
            identity["expires"] = grant.ExpiresAt.ToUnixTimeSeconds();
        }
        return RestAnswer.Ok(identity);
    }
}

/// <summary>One call to the authorization server.</summary>
/// <param name="Path">Method or path.</param>
/// <param name="GrantType">Of a token call.</param>
/// <param name="Error">Empty when it went well.</param>
/// <param name="At">Sandbox time.</param>
public sealed record AuthorizationCall(string Path, string GrantType, string Error, DateTimeOffset At);
