using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Authorization;

namespace OlConnector.Sandbox.Portals;

/// <summary>The <c>auth[…]</c> block of events and HANDLER calls, in the order of the real ones (bitrix24.md §1.4, §5.2).</summary>
internal static class PortalAuth
{
    /// <summary>With tokens. Events add the client id, and the refresh token when the grant has one.</summary>
    public static JObject WithTokens(SandboxPortal portal, Grant grant, bool isEvent)
    {
        var auth = new JObject
        {
            ["access_token"] = grant.Access,
            ["expires"] = grant.ExpiresAt.ToUnixTimeSeconds(),
            ["expires_in"] = (int)Grant.AccessLife.TotalSeconds,
            ["scope"] = string.Join(',', portal.Scopes),
            ["domain"] = portal.Domain,
            ["server_endpoint"] = portal.ServerEndpoint,
            ["status"] = portal.Status,
            ["client_endpoint"] = portal.RestUrl,
            ["member_id"] = portal.MemberId,
            ["user_id"] = grant.UserId,
        };
        if (isEvent)
        {
            auth["refresh_token"] = grant.Refresh;
            auth["client_id"] = portal.ClientId;
        }
        auth["application_token"] = portal.ApplicationToken;
        return auth;
    }

    /// <summary>Without tokens, as ONAPPUNINSTALL carries it.</summary>
    public static JObject WithoutTokens(SandboxPortal portal, string? applicationToken) => new()
    {
        ["domain"] = portal.Domain,
        ["server_endpoint"] = portal.ServerEndpoint,
        ["client_endpoint"] = portal.RestUrl,
        ["member_id"] = portal.MemberId,
        ["application_token"] = applicationToken,
    };
}
