using Refit;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// Bitrix24's authorization server as its pages show it (https://apidocs.bitrix24.com/settings/oauth/). Every secret is in the query, so
/// addresses are never logged.
/// </summary>
internal interface IAuthorizationServer
{
    /// <summary>Spends a refresh token for a new pair (bitrix24.md §2.4).</summary>
    [Get("/oauth/token/?grant_type=refresh_token")]
    Task<HttpResponseMessage> Token(
        [AliasAs("client_id")] string clientId,
        [AliasAs("client_secret")] string clientSecret,
        [AliasAs("refresh_token")] string refreshToken,
        CancellationToken ct);

    /// <summary>Whose access token this is (bitrix24.md §2.6).</summary>
    [Get("/rest/app.info")]
    Task<HttpResponseMessage> AppInfo(string auth, CancellationToken ct);
}
