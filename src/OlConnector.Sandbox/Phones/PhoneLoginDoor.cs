using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Phones;

/// <summary>
/// Linking telephones on the wire: <c>POST /login {from, phone?}</c> → 200 <c>{state: scan|code|linked, image, code, livesFor}</c>,
/// <c>POST /logout {from}</c> → 204, and <c>GET /scan?key=</c>, the page that a telephone's camera would open.
/// </summary>
internal sealed class PhoneLoginDoor(PhoneLogins logins, TimeProvider clock)
{
    /// <param name="http">The call.</param>
    /// <param name="baseUrl">Address of the network for this portal, which the image leads to.</param>
    /// <param name="portal">Whose line it is.</param>
    /// <param name="ct">Ends with the network.</param>
    public async Task OfferAsync(HttpContext http, string baseUrl, string portal, CancellationToken ct)
    {
        var form = Requests.Json(await Requests.TextAsync(http, ct));
        var answer = logins.Offer(portal, PhpValue.Text(form["from"])) is { } offer
            ? Show(offer, baseUrl, asCode: PhpValue.Text(form["phone"]).Length > 0)
            : new JObject { ["state"] = "linked" };
        await Requests.AnswerAsync(http, 200, answer, ct);
    }

    public async Task UnlinkAsync(HttpContext http, string portal, CancellationToken ct)
    {
        var form = Requests.Json(await Requests.TextAsync(http, ct));
        logins.Unlink(portal, PhpValue.Text(form["from"]));
        http.Response.StatusCode = 204;
    }

    public Task ScanAsync(HttpContext http, CancellationToken ct) => logins.LinkByKey(http.Request.Query["key"].ToString()) is { } linked
        ? Requests.AnswerAsync(http, 200, $"<meta charset=utf-8><h1>✓</h1><p>{linked.From}", "text/html", ct)
        : Requests.AnswerAsync(http, 410, "<meta charset=utf-8><h1>…</h1><p>This image is over: scan the next one.", "text/html", ct);

    private JObject Show(LoginOffer offer, string baseUrl, bool asCode)
    {
        var left = Math.Max(1, (int)(offer.EndsAt - clock.GetUtcNow()).TotalSeconds);
        return asCode
            ? new JObject { ["state"] = "code", ["code"] = offer.Code, ["livesFor"] = left }
            : new JObject { ["state"] = "scan", ["image"] = PhoneLogins.Image($"{baseUrl}/scan?key={offer.Key}"), ["livesFor"] = left };
    }
}
