using System.Globalization;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Quotas;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// What the interface knows before its first call (docs/api.md, the session): who looks, from where, and how far this installation lets
/// them go.
/// </summary>
internal sealed class FrameSession(
    IOptionsMonitor<DemoOptions> demo, IOptionsMonitor<GuardOptions> guard, IOptionsMonitor<LineOptions> lines,
    IOptions<OutboundOptions> outbound)
{
    /// <summary>Texts in scripts must not be able to end them.</summary>
    private static readonly JsonSerializerSettings ForScript = new() { StringEscapeHandling = StringEscapeHandling.EscapeHtml };

    /// <summary>The session as JSON that cannot end the element it stands in.</summary>
    internal string Json(Visit.Welcome visit, FrameRequest request, bool isInstaller) => JsonConvert.SerializeObject(
        new JObject
        {
            ["token"] = visit.Session.Token,
            ["expiresAt"] = visit.Session.ExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["portal"] = Portal(visit.Portal),
            ["user"] = User(visit),
            ["plan"] = demo.CurrentValue.Covers(visit.Portal.Id, visit.Portal.Status) ? "demo" : "full",
            ["placement"] = new JObject { ["code"] = request.Placement, ["options"] = request.PlacementOptions },
            ["lang"] = request.Language,
            ["mode"] = isInstaller ? "install" : "app",
            ["trouble"] = visit.Trouble,
            ["quiet"] = outbound.Value.Quiet,
            ["bounds"] = Bounds(),
        },
        ForScript);

    private static JObject Portal(AdmittedPortal portal) => new()
    {
        ["id"] = portal.Id.Value,
        ["domain"] = portal.Domain,
        ["status"] = portal.Status,
        ["license"] = portal.License,
        ["state"] = EnumText.Of(portal.State),
        ["timeZone"] = portal.TimeZone,
        ["country"] = portal.Country,
        ["needsReauthorization"] = portal.NeedsReauthorization,
    };

    private static JObject User(Visit.Welcome visit) => new()
    {
        ["id"] = visit.User.UserId,
        ["name"] = visit.User.UserName,
        ["isAdmin"] = visit.User.IsAdmin,
        ["role"] = EnumText.Of(visit.Portal.Role),
        ["timeZone"] = visit.User.TimeZone,
        ["lines"] = visit.Portal.Lines is { } lines ? new JArray(lines.Split(',', StringSplitOptions.RemoveEmptyEntries)) : null,
    };

    /// <summary>Numbers that the interface says in its sentences. What may be done is still decided by the API, call by call.</summary>
    private JObject Bounds() => new()
    {
        ["guardWarn"] = guard.CurrentValue.Warn,
        ["guardLimit"] = guard.CurrentValue.Limit,
        ["releaseWithoutCount"] = GuardOptions.MostWithoutAcknowledgement,
        ["demoMessages"] = demo.CurrentValue.MarketingMessages,
        ["demoPeriod"] = demo.CurrentValue.Period.ToString("c", CultureInfo.InvariantCulture),
        ["demoLines"] = demo.CurrentValue.Lines,
        ["lines"] = lines.CurrentValue.PerPortal,
        ["longestInterval"] = PacingOptions.MaxInterval.ToString("c", CultureInfo.InvariantCulture),
    };
}
