using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;

namespace OlConnector.Bitrix24.Installing;

/// <summary>The POST that opens a page in the portal's frame (bitrix24.md §1.2).</summary>
/// <param name="Claim">Who it says it is.</param>
/// <param name="ApplicationToken">From newer portals only.</param>
/// <param name="Placement">Where the page was opened: <c>DEFAULT</c> or a placement code.</param>
/// <param name="PlacementOptions">What came with it; empty when absent or unreadable.</param>
/// <param name="Language"><c>ru</c> or <c>en</c>.</param>
/// <param name="Ancestor">
/// The origin that says it frames us; only for the frame rule of a page that tells a refusal. Null when it is no plain host.
/// </param>
internal sealed record FrameRequest(
    VisitorClaim Claim, string? ApplicationToken, string Placement, JObject PlacementOptions, string Language, string? Ancestor)
{
    private const int MaxOptions = 8 * 1024;
    private const int MaxPlacement = 100;

    internal static FrameRequest Read(PortalForm form, IQueryCollection query, Rest.PortalHost hosts) => new(
        new VisitorClaim(
            form["AUTH_ID"], form["member_id"], form["REFRESH_ID"], TokenPair.LifeOf(form["AUTH_EXPIRES"]), form["SERVER_ENDPOINT"]),
        form["APPLICATION_TOKEN"],
        form["PLACEMENT"] is { Length: > 0 and <= MaxPlacement } placement ? placement : "DEFAULT",
        Options(form["PLACEMENT_OPTIONS"]),
        LanguageOf(query["LANG"].ToString()),
        OriginOf(query, hosts));

    /// <summary>The interface speaks Russian and English.</summary>
    internal static string LanguageOf(string language) => language.StartsWith("ru", StringComparison.OrdinalIgnoreCase) ? "ru" : "en";

    /// <summary>What the reader takes and browsers do not.</summary>
    private static readonly JTokenType[] NoJson =
        [JTokenType.Constructor, JTokenType.Undefined, JTokenType.Comment, JTokenType.Raw];

    private static JObject Options(string? json)
    {
        if (json is null or { Length: 0 or > MaxOptions }) return [];
        try
        {
            using var reader = new JsonTextReader(new StringReader(json)) { MaxDepth = 8, DateParseHandling = DateParseHandling.None };
            var options = JToken.ReadFrom(reader) as JObject ?? [];
            return options.DescendantsAndSelf().Any(token => NoJson.Contains(token.Type)) ? [] : options;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The origin that an address says frames it; null when it is no plain host.</summary>
    internal static string? OriginOf(IQueryCollection query, Rest.PortalHost hosts)
    {
        var scheme = query["PROTOCOL"] == "0" ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        return Uri.TryCreate($"{scheme}://{query["DOMAIN"]}", UriKind.Absolute, out var origin) && origin.AbsolutePath == "/"
            && origin.Query.Length == 0 && hosts.IsAllowed(origin)
            ? Rest.PortalHost.OriginOf(origin)
            : null;
    }
}
