using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals;

/// <summary>All that a portal's address answers: REST, authorization, the page for people.</summary>
internal sealed class PortalDoor(SandboxPortal portal, SandboxCloud cloud)
{
    /// <summary>
    /// Answers one request. A portal that breaks says what a real one says, and the reason is kept for whoever looks for it.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="isFormer">True at an address from before a rename: it only tells the new one (bitrix24.md §3.1).</param>
    /// <param name="ct">The caller left.</param>
    public async Task ServeAsync(HttpContext http, bool isFormer, CancellationToken ct)
    {
        try
        {
            await (isFormer ? Redirect(http, $"{portal.BaseUrl}{http.Request.Path}{http.Request.QueryString}") : ServeAsync(http, ct));
        }
        catch (Exception problem) when (problem is not OperationCanceledException && !http.Response.HasStarted)
        {
            cloud.Problems.Enqueue(problem);
            await Requests.AnswerAsync(http, 500, RestAnswer.Failed(500, "INTERNAL_SERVER_ERROR", "Internal server error").Body(null), ct);
        }
    }

    private Task ServeAsync(HttpContext http, CancellationToken ct)
    {
        var path = http.Request.Path.Value ?? "/";
        if (path.StartsWith("/rest/", StringComparison.Ordinal))
            return portal.Rest.ServeAsync(http, path["/rest/".Length..], ct);
        return path.TrimEnd('/') switch
        {
            "/oauth/token" => cloud.Authorization.ServeTokenAsync(http, ct),
            "/oauth/authorize" => AuthorizeAsync(http),
            _ => cloud.ServePageAsync(portal, http, ct),
        };
    }

    // The portal asks its user and comes back to the URL of the app's card (bitrix24.md §2.2).
    private Task AuthorizeAsync(HttpContext http) => Redirect(http, $"{portal.AppUrl}{portal.AppPath}?" + PhpQuery.Build(new JObject
    {
        ["code"] = portal.Tokens.IssueCode(portal.MemberId, portal.Admin.Id),
        ["state"] = http.Request.Query["state"].ToString(),
        ["domain"] = portal.Domain,
        ["member_id"] = portal.MemberId,
        ["scope"] = string.Join(',', portal.Scopes),
        ["server_domain"] = cloud.Authorization.Host,
    }));

    private static Task Redirect(HttpContext http, string address)
    {
        http.Response.StatusCode = 302;
        http.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
