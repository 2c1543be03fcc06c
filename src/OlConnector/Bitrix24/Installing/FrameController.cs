using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Rest;
using OlConnector.Web;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// The pages that a portal shows in its frame. Bitrix24 checks their addresses with HEAD, people open them with GET: both get a friendly
/// page.
/// </summary>
[ApiExplorerSettings(IgnoreApi = true)]
[RawBody]
internal sealed class FrameController(FrameVisits visits, FramePages pages, PortalHost hosts, IOptionsMonitor<Bitrix24Options> options)
    : Controller
{
    /// <summary>Outside a portal.</summary>
    [AcceptVerbs("GET", "HEAD", Route = "/")]
    [AcceptVerbs("GET", "HEAD", Route = "/b24/app")]
    [AcceptVerbs("GET", "HEAD", Route = "/b24/install")]
    public IActionResult Outside() =>
        Page(
            StatusCodes.Status200OK,
            pages.Notice(FrameNotice.OutsidePortal, FrameRequest.LanguageOf(Request.Headers.AcceptLanguage.ToString())), ancestor: null);

    /// <summary>The application page.</summary>
    [HttpPost("/b24/app")]
    public Task<IActionResult> App() => ShowAsync(isInstaller: false);

    /// <summary>The installer page.</summary>
    [HttpPost("/b24/install")]
    public Task<IActionResult> Install() => ShowAsync(isInstaller: true);

    /// <summary>What the pages run: the policy of their content allows no script inside them.</summary>
    [HttpGet("/b24/frame.js")]
    [ResponseCache(Duration = 300)]
    public IActionResult Script() => Content(FrameScript.Text, "text/javascript; charset=utf-8");

    private async Task<IActionResult> ShowAsync(bool isInstaller)
    {
        var ct = HttpContext.RequestAborted;
        if (await RequestBody.ReadAsync(Request, options.CurrentValue.MaxBodyBytes) is not { } body)
            return StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!PortalForm.TryRead(body, Request.ContentType, out var form, out _)) return BadRequest();
        var request = FrameRequest.Read(form, Request.Query, hosts);
        return (isInstaller ? await visits.InstallAsync(request, ct) : await visits.OpenAsync(request, ct)) switch
        {
            Visit.Welcome welcome =>
                Page(StatusCodes.Status200OK, pages.Welcome(welcome, request, isInstaller), PortalHost.OriginOf(welcome.User.Endpoint)),
            Visit.Turned turned => Page(turned.Status, pages.Notice(turned.Notice, request.Language), request.Ancestor),
            _ => throw new InvalidOperationException("A visit of no known kind."),
        };
    }

    private ContentResult Page(int status, string html, string? ancestor)
    {
        var library = new Uri(options.CurrentValue.JsLibraryUrl);
        Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' {PortalHost.OriginOf(library)}; style-src 'unsafe-inline'; img-src 'self' data:; "
            + $"connect-src 'self'; frame-ancestors {ancestor ?? "'none'"}; base-uri 'none'; form-action 'none'";
        Response.Headers.CacheControl = "no-store";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.XContentTypeOptions = "nosniff";
        return new ContentResult { StatusCode = status, Content = html, ContentType = "text/html; charset=utf-8" };
    }
}
