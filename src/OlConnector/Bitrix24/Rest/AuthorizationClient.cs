using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Rest;

/// <summary>A pair of tokens as the authorization server issues it (bitrix24.md §2.3).</summary>
/// <param name="RefreshToken">Null where nobody has proved whose it is: it is not kept then.</param>
/// <param name="Life">How long the access token lives from now.</param>
/// <param name="ClientEndpoint">
/// The portal's REST base; trusted, because the server said it. Null when it is missing or no address a portal may have.
/// </param>
internal sealed record TokenPair(
    string AccessToken, string? RefreshToken, TimeSpan Life, Uri? ClientEndpoint, string? MemberId, string? UserId, string? Scope,
    string? Status)
{
    private const int LongestLife = 24 * 60 * 60;

    /// <summary>How long an access token lives when nobody tells (bitrix24.md §2.3).</summary>
    internal static TimeSpan UsualLife { get; } = TimeSpan.FromHours(1);

    /// <summary>A life as it is claimed: whole seconds, at most a day; null for anything else.</summary>
    internal static TimeSpan? LifeOf(string? seconds) =>
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= LongestLife
            ? TimeSpan.FromSeconds(number)
            : null;

    /// <summary>True when the authorization server itself said whose pair it is; one that came with a call says so of itself.</summary>
    internal bool IsProved => MemberId is not null;

    /// <summary>Never prints its tokens.</summary>
    public override string ToString() => $"pair of {MemberId}";
}

/// <summary>What became of a renewal. A closed family.</summary>
internal abstract record Renewal
{
    private Renewal() { }

    internal sealed record Renewed(TokenPair Pair) : Renewal;

    /// <summary>An OAuth error (bitrix24.md §2.5).</summary>
    /// <param name="Code">The server's <c>error</c>.</param>
    /// <param name="Text">Its <c>error_description</c>.</param>
    internal sealed record Refused(string Code, string Text = "") : Renewal;

    /// <summary>The server did not answer, or not as itself.</summary>
    internal sealed record Broken(string Why) : Renewal;
}

/// <summary>
/// Speaks to the authorization servers. Only here does <c>client_secret</c> leave the house, and only to allow-listed servers (bitrix24.md
/// §2.1).
/// </summary>
internal sealed class AuthorizationClient(
    PortalWire wire, PortalHost hosts, RestLog restLog, IOptionsMonitor<Bitrix24Options> options, TimeProvider clock)
{
    /// <summary>By address; no more than are allow-listed.</summary>
    private readonly ConcurrentDictionary<string, IAuthorizationServer> _servers = new(StringComparer.Ordinal);

    /// <summary>
    /// Spends a refresh token for a new pair (bitrix24.md §2.4). Cannot be cancelled: a token that was spent and not stored is lost.
    /// </summary>
    /// <param name="server">The portal's authorization server.</param>
    /// <param name="refreshToken">The token.</param>
    /// <param name="portal">Whose it is, or is said to be.</param>
    /// <param name="isOurs">True for a token that we keep; what strangers bring is logged where the server confirms the portal.</param>
    internal async Task<Renewal> RefreshAsync(string server, string refreshToken, PortalId portal, bool isOurs)
    {
        var (trusted, keys) = (Trusted(server), options.CurrentValue);
        var reply = await NotedAsync(
            "oauth/token", new JObject { ["grant_type"] = "refresh_token", ["client_id"] = keys.ClientId }, portal, isOurs,
            ct => trusted.Token(keys.ClientId, keys.ClientSecret, refreshToken, ct), CancellationToken.None);
        return reply switch
        {
            WireReply.Answered { Body: var body } when JsonText.Of(body["error"]) is { } code =>
                new Renewal.Refused(code, JsonText.Of(body["error_description"]) ?? ""),
            WireReply.Answered { Status: 200, Body: var body } when Pair(body) is { } pair => new Renewal.Renewed(pair),
            WireReply.Answered answered => new Renewal.Broken($"The authorization server answered {answered.Status} without tokens."),
            WireReply.Broken broken => new Renewal.Broken(broken.Why),
            _ => new Renewal.Broken("The authorization server redirects; that is not followed."),
        };
    }

    /// <summary>Asks whose access token this is: <c>app.info</c> (bitrix24.md §2.6).</summary>
    internal Task<WireReply> IdentifyAsync(string server, string accessToken, PortalId portal, bool isOurs, CancellationToken ct) =>
        NotedAsync("oauth/app.info", [], portal, isOurs, until => Trusted(server).AppInfo(accessToken, until), ct);

    /// <summary>Makes a call and has it in the portal's log: strangers cannot fill that by naming a portal.</summary>
    private async Task<WireReply> NotedAsync(
        string method, JObject parameters, PortalId portal, bool isOurs, Func<CancellationToken, Task<HttpResponseMessage>> call,
        CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        var reply = await wire.CallAsync(call, ct);
        if (isOurs || (reply is WireReply.Answered { Body: var body } && Names(body, portal)))
            restLog.Note(portal, method, parameters, reply, clock.GetElapsedTime(started));
        return reply;
    }

    private static bool Names(JObject body, PortalId portal) =>
        JsonText.Of(body["result"] is JObject result ? result : body, "member_id") == portal.Value;

    private IAuthorizationServer Trusted(string server) =>
        _servers.GetOrAdd(hosts.TrustedServer(server), wire.FreshlyTo<IAuthorizationServer>);

    private TokenPair? Pair(JObject body) =>
        JsonText.Of(body["access_token"]) is { } access && JsonText.Of(body["refresh_token"]) is { } refresh
            ? new TokenPair(
                access, refresh, TokenPair.LifeOf(JsonText.Of(body["expires_in"])) ?? TokenPair.UsualLife,
                hosts.TryReadEndpoint(JsonText.Of(body["client_endpoint"]), out var endpoint) ? endpoint : null,
                JsonText.Of(body["member_id"]), JsonText.Of(body["user_id"]), JsonText.Of(body["scope"]), JsonText.Of(body["status"]))
            : null;
}
