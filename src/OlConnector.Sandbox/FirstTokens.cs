using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox;

/// <summary>A portal with tokens for the product's API, so that the first call can be made at once.</summary>
/// <param name="Portal">The portal's name.</param>
/// <param name="MemberId">Its <c>member_id</c>.</param>
/// <param name="Page">Its page for people.</param>
/// <param name="Admin">An API token of the role admin.</param>
/// <param name="Marketer">An API token of the role marketer.</param>
public sealed record FirstTokens(string Portal, string MemberId, string Page, string Admin, string Marketer)
{
    /// <summary>Calls per three seconds and method that the tokens allow: enough to play, and to look how limits feel.</summary>
    private const int Calls = 100;

    /// <summary>Makes the tokens as an administrator would: with the session that the frame got.</summary>
    /// <exception cref="InvalidOperationException">The product refused.</exception>
    internal static async Task<FirstTokens> MakeAsync(ProductApi api, SandboxPortal portal) => new(
        portal.Name, portal.MemberId, $"{portal.BaseUrl}/", await MakeAsync(api, "admin"), await MakeAsync(api, "marketer"));

    /// <summary>What a newcomer needs, to be copied into a shell.</summary>
    /// <param name="portals">All portals, the main one first.</param>
    /// <param name="appUrl">Where the product listens.</param>
    /// <param name="phonesUrl">The <c>baseUrl</c> of a line with the gateway sandbox.</param>
    /// <param name="speed">Sandbox seconds in a real second.</param>
    public static string Show(IReadOnlyList<FirstTokens> portals, string appUrl, string phonesUrl, double speed)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Open in a browser   {portals[0].Page}   speed {speed}, Ctrl+C ends it");
        foreach (var other in portals.Skip(1)) text.AppendLine(CultureInfo.InvariantCulture, $"Another portal      {other.Page}");
        text.AppendLine().AppendLine("For the API (docs/api.md):");
        text.AppendLine(CultureInfo.InvariantCulture, $"export OLC={appUrl} PHONES={phonesUrl} PAGE={portals[0].Page.TrimEnd('/')}");
        foreach (var (index, portal) in portals.Index())
        {
            var sign = index == 0 ? "export " : "# export ";
            text.AppendLine(CultureInfo.InvariantCulture, $"{sign}TOKEN={portal.Admin}   # {portal.Portal}, admin");
            text.AppendLine(CultureInfo.InvariantCulture, $"# export TOKEN={portal.Marketer}   # {portal.Portal}, marketer");
        }

        return text.ToString();
    }

    private static async Task<string> MakeAsync(ProductApi api, string role)
    {
        var draft = new JObject { ["name"] = $"Sandbox, {role}", ["role"] = role, ["callsPer3Seconds"] = Calls };
        return PhpValue.Text((await api.PostAsync("tokens", draft, $"No token of the role {role} could be made"))["token"]);
    }
}
