using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Bitrix24.Rest;
using OlConnector.Web;
using OlConnector.Web.Interface;
using OlConnector.Web.Limits;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// The pages that a portal shows in its frame. Bitrix24 checks their addresses with HEAD, people open them with GET: both get a friendly
/// page.
/// </summary>
[ApiExplorerSettings(IgnoreApi = true)]
[RawBody]
internal sealed class FrameController(FrameVisits visits, FramePages pages, PortalHost hosts, Strangers strangers) : Controller
{
    /// <summary>Longest body of a page's opening in bytes. 64 KB; real ones have two.</summary>
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>Outside a portal.</summary>
    [AcceptVerbs("GET", "HEAD", Route = "/b24/app")]
    [AcceptVerbs("GET", "HEAD", Route = "/b24/install")]
    public IActionResult Outside() =>
        this.Page(
            StatusCodes.Status200OK,
            FramePages.Notice(FrameNotice.OutsidePortal, FrameRequest.LanguageOf(Request.Headers.AcceptLanguage.ToString())),
            PagePolicy.OfNotice(ancestor: null));

    /// <summary>The application page.</summary>
    [HttpPost("/b24/app")]
    public Task<IActionResult> App() => ShowAsync(isInstaller: false);

    /// <summary>The installer page.</summary>
    [HttpPost("/b24/install")]
    public Task<IActionResult> Install() => ShowAsync(isInstaller: true);

    private async Task<IActionResult> ShowAsync(bool isInstaller)
    {
        var (ct, address) = (HttpContext.RequestAborted, CallerAddress.Of(HttpContext));
        if (strangers.Refuse(HttpContext, Door.Pages) is { } pause) return ComeBack(pause);
        if (await RequestBody.ReadAsync(Request, MaxBodyBytes) is not { } body) return StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!PortalForm.TryRead(body, Request.ContentType, out var form, out _)) return BadRequest();
        var request = FrameRequest.Read(form, Request.Query, hosts);
        return (isInstaller ? await visits.InstallAsync(request, address, ct) : await visits.OpenAsync(request, address, ct)) switch
        {
            Visit.Welcome welcome => Welcome(welcome, request, isInstaller),
            Visit.Turned turned =>
                this.Page(turned.Status, FramePages.Notice(turned.Notice, request.Language), PagePolicy.OfNotice(request.Ancestor)),
            _ => throw new InvalidOperationException("A visit of no known kind."),
        };
    }

    private ContentResult Welcome(Visit.Welcome welcome, FrameRequest request, bool isInstaller)
    {
        HttpContext.Features.Get<Stranger>()?.Recognise();
        return this.Page(
            StatusCodes.Status200OK, pages.Welcome(welcome, request, isInstaller),
            PagePolicy.Of(PortalHost.OriginOf(welcome.User.Endpoint)));
    }

    /// <summary>Too many unproved calls of one address: nothing of this one's body is read.</summary>
    private ContentResult ComeBack(TimeSpan pause)
    {
        Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var notice = FramePages.Notice(FrameNotice.TryLater, FrameRequest.LanguageOf(Request.Query["LANG"].ToString()));
        var policy = PagePolicy.OfNotice(FrameRequest.OriginOf(Request.Query, hosts));
        return this.Page(StatusCodes.Status429TooManyRequests, notice, policy);
    }
}
