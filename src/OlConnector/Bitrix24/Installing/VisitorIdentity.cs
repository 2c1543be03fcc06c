using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;

namespace OlConnector.Bitrix24.Installing;

/// <summary>What the authorization server's <c>app.info</c> tells about a token. Only client, user and status are known to come always (bitrix24.md §2.6).</summary>
internal sealed record VisitorIdentity(string Server, string ClientId, string? UserId, string? MemberId, string? ClientEndpoint, string? Status, string? Scope)
{
    internal static VisitorIdentity? Read(string server, JObject result) =>
        Text(result, "client_id") is { } client
            ? new VisitorIdentity(
                server, client, Text(result, "user_id"), Text(result, "member_id"), Text(result, "client_endpoint"), Text(result, "status"), Text(result, "scope"))
            : null;

    internal static string? Text(JObject map, string name) =>
        map.GetValue(name, StringComparison.OrdinalIgnoreCase) is JValue { Value: not null } value && value.ToString(CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}

/// <summary>The user as <c>profile</c> at the portal tells it (bitrix24.md §7.1).</summary>
internal sealed record CallerProfile(string UserId, string Name, bool IsAdmin, string? TimeZone)
{
    private const int MaxName = 200;

    /// <summary>Null when the answer names no user: an empty list stands for an inactive one.</summary>
    internal static CallerProfile? Read(RestAnswer.Ok answer)
    {
        if (answer.Result is not JObject user || VisitorIdentity.Text(user, "ID") is not { } id) return null;
        var name = $"{VisitorIdentity.Text(user, "NAME")} {VisitorIdentity.Text(user, "LAST_NAME")}".Trim();
        var zone = VisitorIdentity.Text(user, "TIME_ZONE");
        return new CallerProfile(
            id, name.Length > MaxName ? name[..MaxName] : name, VisitorIdentity.Text(user, "ADMIN")?.ToUpperInvariant() is "TRUE" or "Y" or "1",
            zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : null);
    }
}
