using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Interface;

/// <summary>
/// The interface outside of portals, for the vendor's support: it asks for the operator's token and keeps it in memory. Where there is no
/// such token there is no such page.
/// </summary>
[ApiExplorerSettings(IgnoreApi = true)]
internal sealed class SupportController(BuiltInterface built, IOptionsMonitor<OperatorOptions> operators) : Controller
{
    [AcceptVerbs("GET", "HEAD", Route = "/support")]
    public IActionResult Show()
    {
        // A page that opened this one cannot lead it elsewhere when somebody has signed in.
        Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Answer();
    }

    private IActionResult Answer() =>
        string.IsNullOrEmpty(operators.CurrentValue.Token) ? NotFound()
        : built.Page(session: null) is { } page ? this.Page(StatusCodes.Status200OK, page, PagePolicy.Of(portal: null))
        : this.Page(
            StatusCodes.Status200OK, NoticePage.Of(AcceptedLanguage.Of(Request), NoticePage.NotBuilt), PagePolicy.OfNotice(ancestor: null));
}
