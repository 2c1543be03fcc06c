using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine.Lines;
using OlConnector.Web.Wire;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// What the authorization server's <c>app.info</c> tells about a token. Only client, user and status are known to come always
/// (bitrix24.md §2.6).
/// </summary>
internal sealed record VisitorIdentity(
    string Server, string ClientId, string? UserId, string? MemberId, string? ClientEndpoint, string? Status, string? Scope)
{
    internal static VisitorIdentity? Read(string server, JObject result) =>
        JsonText.Of(result, "client_id") is { } client
            ? new VisitorIdentity(
                server, client, JsonText.Of(result, "user_id"), JsonText.Of(result, "member_id"), JsonText.Of(result, "client_endpoint"),
                JsonText.Of(result, "status"), JsonText.Of(result, "scope"))
            : null;
}

/// <summary>The user as <c>profile</c> at the portal tells it (bitrix24.md §7.1).</summary>
internal sealed record CallerProfile(string UserId, string Name, bool IsAdmin, string? TimeZone)
{
    private const int MaxName = 200;

    /// <summary>Null when the answer names no user: an empty list stands for an inactive one.</summary>
    internal static CallerProfile? Read(RestAnswer.Ok answer)
    {
        if (answer.Result is not JObject user || JsonText.Of(user, "ID") is not { } id) return null;
        var name = $"{JsonText.Of(user, "NAME")} {JsonText.Of(user, "LAST_NAME")}".Trim();
        var zone = JsonText.Of(user, "TIME_ZONE");
        return new CallerProfile(
            id, ShortText.Readable(name, MaxName), JsonText.Of(user, "ADMIN") is { } isAdmin && JsonText.IsYes(isAdmin),
            LocalTimes.TryFindZone(zone, out _) ? zone : null);
    }
}
