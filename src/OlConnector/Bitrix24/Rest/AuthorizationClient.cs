using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;

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
    internal sealed record Refused(string Code) : Renewal;

    /// <summary>The server did not answer, or not as itself.</summary>
    internal sealed record Broken(string Why) : Renewal;
}

/// <summary>
/// Speaks to the authorization servers. Only here does <c>client_secret</c> leave the house, and only to allow-listed servers (bitrix24.md
/// §2.1).
/// </summary>
internal sealed class AuthorizationClient(PortalWire wire, PortalHost hosts, IOptionsMonitor<Bitrix24Options> options)
{
    /// <summary>By address; no more than are allow-listed.</summary>
    private readonly ConcurrentDictionary<string, IAuthorizationServer> _servers = new(StringComparer.Ordinal);

    /// <summary>
    /// Spends a refresh token for a new pair (bitrix24.md §2.4). Cannot be cancelled: a token that was spent and not stored is lost.
    /// </summary>
    internal async Task<Renewal> RefreshAsync(string server, string refreshToken)
    {
        var (trusted, keys) = (Trusted(server), options.CurrentValue);
        return await wire.CallAsync(ct => trusted.Token(keys.ClientId, keys.ClientSecret, refreshToken, ct), CancellationToken.None) switch
        {
            WireReply.Answered { Body: var body } when JsonText.Of(body["error"]) is { } code => new Renewal.Refused(code),
            WireReply.Answered { Status: 200, Body: var body } when Pair(body) is { } pair => new Renewal.Renewed(pair),
            WireReply.Answered answered => new Renewal.Broken($"The authorization server answered {answered.Status} without tokens."),
            WireReply.Broken broken => new Renewal.Broken(broken.Why),
            _ => new Renewal.Broken("The authorization server redirects; that is not followed."),
        };
    }

    /// <summary>Asks whose access token this is: <c>app.info</c> (bitrix24.md §2.6).</summary>
    internal Task<WireReply> IdentifyAsync(string server, string accessToken, CancellationToken ct) =>
        wire.CallAsync(until => Trusted(server).AppInfo(accessToken, until), ct);

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
