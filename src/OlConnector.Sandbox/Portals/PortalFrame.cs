using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals;

/// <summary>Opening the app inside the portal: the POST of bitrix24.md §1.2.</summary>
public sealed partial class PortalFrame
{
    private readonly SandboxPortal _portal;
    private readonly AppCaller _caller;
    private readonly Chance _chance;

    internal PortalFrame(SandboxPortal portal, AppCaller caller, Chance chance) => (_portal, _caller, _chance) = (portal, caller, chance);

    /// <summary>What the browser would post: the URL with its query and the form. Tests forge from here.</summary>
    /// <param name="path">Path of the app's page.</param>
    /// <param name="user">Who opens it; gets a fresh pair of tokens.</param>
    /// <param name="language">Interface language, <c>ru</c> or <c>en</c>.</param>
    /// <param name="placement"><c>DEFAULT</c> for the main page.</param>
    /// <param name="placementOptions">JSON text of a widget.</param>
    public (string Url, JObject Form) Prepare(
        string path, PortalUser user, string? language = null, string placement = "DEFAULT", string? placementOptions = null)
    {
        var grant = _portal.Tokens.Issue(_portal.MemberId, user.Id);
        var query = new JObject
        {
            ["DOMAIN"] = _portal.Domain,
            ["PROTOCOL"] = "0",
            ["LANG"] = language ?? _portal.Language,
            ["APP_SID"] = _chance.Hex(32),
        };
        var form = new JObject { ["AUTH_ID"] = grant.Access, ["AUTH_EXPIRES"] = "3600", ["REFRESH_ID"] = grant.Refresh };
        if (_portal.Behaviour.SendsNewFrameFields)
        {
            form["SERVER_ENDPOINT"] = _portal.ServerEndpoint;
            form["APPLICATION_TOKEN"] = _portal.ApplicationToken;
            form["APPLICATION_SCOPE"] = string.Join(',', _portal.Scopes);
        }
        form["member_id"] = _portal.MemberId;
        form["status"] = _portal.Status;
        form["PLACEMENT"] = placement;
        form["PLACEMENT_OPTIONS"] = placementOptions;
        return ($"{_portal.AppUrl}{path}?{PhpQuery.Build(query)}", form);
    }

    /// <summary>Posts and reads the answer. Redirects are not followed; their address is in the headers.</summary>
    public async Task<FrameVisit> PostAsync(string url, JObject form, CancellationToken ct = default)
    {
        var answer = await _caller.PostFormAsync(url, PhpQuery.Build(form), AppCaller.Browser, ct);
        return new FrameVisit(answer.Status, answer.Body, ReadSession(answer.Body), answer.Headers, url, form);
    }

    private static JObject? ReadSession(string html) =>
        Session().Match(html) is { Success: true } found
            ? Requests.Json(System.Net.WebUtility.HtmlDecode(found.Groups["json"].Value))
            : null;

    [GeneratedRegex("""<script[^>]*\bid="?olc-session"?[^>]*>(?<json>.*?)</script>""",
        RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Session();
}

/// <summary>One opening of the app.</summary>
/// <param name="Status">HTTP status; 0 when the app did not answer.</param>
/// <param name="Html">The page.</param>
/// <param name="Session">The content of <c>olc-session</c> (design §7); nothing when the page has none.</param>
/// <param name="Headers">Of the answer.</param>
/// <param name="Url">What was posted to.</param>
/// <param name="Form">What was posted.</param>
public sealed record FrameVisit(
    int Status, string Html, JObject? Session, IReadOnlyDictionary<string, string> Headers, string Url, JObject Form)
{
    /// <summary>The session token; empty when there is none.</summary>
    public string Token => PhpValue.Text(Session?["token"]);
}
