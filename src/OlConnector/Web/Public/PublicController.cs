using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Web.Interface;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Public;

/// <summary>
/// What this server says to people outside of a portal: what it is, how it treats their data, and on which terms. The card in the Market
/// names these addresses, and checks them with HEAD.
/// </summary>
[ApiExplorerSettings(IgnoreApi = true)]
internal sealed class PublicController(IOptionsMonitor<VendorOptions> vendors) : Controller
{
    private static readonly Said Privacy = new("Политика конфиденциальности", "Privacy policy");
    private static readonly Said License = new("Лицензионное соглашение", "Licence agreement");

    [AcceptVerbs("GET", "HEAD", Route = "/")]
    public IActionResult Home() => Show("/", new Said("OlConnector", "OlConnector"), HomeWords.Of(ProductVersion.Text, Vendor));

    [AcceptVerbs("GET", "HEAD", Route = "/privacy")]
    public IActionResult ShowPrivacy() => Show("/privacy", Privacy, PrivacyWords.Of(Vendor));

    [AcceptVerbs("GET", "HEAD", Route = "/license")]
    public IActionResult ShowLicense() => Show("/license", License, LicenseWords.Of(Vendor));

    private VendorOptions Vendor => vendors.CurrentValue;

    private ContentResult Show(string address, Said title, IEnumerable<(Said, Said)> sections)
    {
        // A link of the card chooses the language; a person's browser does otherwise.
        var language = Request.Query["lang"].ToString() is "ru" or "en" ? Request.Query["lang"].ToString() : AcceptedLanguage.Of(Request);
        (string, Said)[] links =
        [
            ("/", new Said("О приложении", "About the app")), ("/guide", new Said("Руководство", "Guide")),
            ("/privacy", Privacy), ("/license", License),
            ($"{address}?lang={(language == "ru" ? "en" : "ru")}", new Said("In English", "По-русски")),
        ];
        return this.Page(
            StatusCodes.Status200OK, DocumentPage.Of(language, title, sections, links), PagePolicy.OfNotice(ancestor: null));
    }
}
