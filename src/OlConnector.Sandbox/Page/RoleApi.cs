using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Page;

/// <summary>
/// What people may do in the app. That is the app's own business, so it is asked and told as its page would: over its API, with the session
/// of an administrator.
/// </summary>
internal sealed class RoleApi(SandboxPortal portal)
{
    /// <summary>Not a role of the app: the portal itself calls the person its administrator.</summary>
    private const string PortalAdministrator = "portal";

    private static readonly HttpClient Http = new();

    /// <summary>Roles by the ids of people; of those only who have opened the app.</summary>
    public async Task<JObject> AskAsync(CancellationToken ct)
    {
        var users = portal.App?.IsInstalled == true ? (await CallAsync(HttpMethod.Get, "users", body: null, ct))["items"] as JArray : null;
        return new JObject
        {
            ["roles"] = new JObject((users ?? []).Select(user => new JProperty(PhpValue.Text(user["id"]), user["role"]))),
        };
    }

    /// <summary>Gives a person a role. Nobody has one who has not opened the app once.</summary>
    public async Task<JObject?> GiveAsync(JObject form, CancellationToken ct)
    {
        var role = PhpValue.Text(form["role"]);
        if (portal.App?.IsInstalled != true || portal.UserById(PhpValue.Int(form["user"])) is not { } user || user == portal.Admin)
            return null;
        portal.ChangeUser(user.Id, one => one with { IsAdmin = role == PortalAdministrator });
        await portal.Lifecycle.OpenAppAsync(portal.UserById(user.Id), ct: ct);
        if (role == PortalAdministrator)
            return [];
        await CallAsync(HttpMethod.Patch, $"users/{user.Id}", new JObject { ["role"] = role }, ct);
        return [];
    }

    private async Task<JObject> CallAsync(HttpMethod method, string path, JObject? body, CancellationToken ct)
    {
        var visit = await portal.Lifecycle.OpenAppAsync(ct: ct);
        using var request = new HttpRequestMessage(method, $"{portal.AppUrl}/api/v1/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visit.Token);
        if (body is not null)
            request.Content = new StringContent(body.ToString(), Encoding.UTF8, "application/merge-patch+json");
        using var answer = await Http.SendAsync(request, ct);
        return Requests.Json(await answer.Content.ReadAsStringAsync(ct));
    }
}
