using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.QuietNode;
using OlConnector.Engine.Portals;
using OlConnector.Web;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Session;

/// <summary>The caller's own session.</summary>
[Route("api/v1/session")]
[Tags("session")]
internal sealed class SessionController(SessionReading reading, SessionRenewal renewal) : PortalController
{
    /// <summary>Tells who calls, for which portal, and what they may do.</summary>
    [HttpGet, RequiresRole(Role.Viewer)]
    public async Task<ActionResult<SessionResource>> Get(CancellationToken ct) => await reading.GetAsync(Caller, ct);

    /// <summary>Gives a page a new session for the portal's own access token. Needs no session.</summary>
    [HttpPost, AllowAnonymous, NeedsOutside, Door(Door.Renewal)]
    public async Task<ActionResult<RenewedSession>> Renew(RenewalDraft draft, CancellationToken ct)
    {
        var (holder, language) = (HttpContext.Features.Get<Caller>(), AcceptedLanguage.Of(Request));
        var answer = await renewal.RenewAsync(draft, holder, language, CallerAddress.Of(HttpContext), ct);
        if (answer.Value is not null) HttpContext.Features.Get<Stranger>()?.Recognise();
        return answer;
    }
}
