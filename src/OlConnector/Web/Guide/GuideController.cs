using Microsoft.AspNetCore.Mvc;
using OlConnector.Web.Interface;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Guide;

/// <summary>Shows the user guide of this very version: screens lead here, and so does the root of the server.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
internal sealed class GuideController(GuidePages pages) : Controller
{
    private const string Style = """
          main { max-width: 820px; margin: 4vh auto; padding: 0 20px }
          article { padding: 24px 28px 30px; border-radius: 12px; background: var(--card) }
          nav { margin: 0 0 12px; display: flex; flex-wrap: wrap; gap: 16px; font-size: 14px }
          h1 { margin: 0 0 14px; font-size: 25px; line-height: 32px; font-weight: 600 }
          h2 { margin: 26px 0 6px; font-size: 18px; font-weight: 600 }
          h3 { margin: 20px 0 4px; font-size: 16px; font-weight: 600 }
          article p, article li { color: var(--text); margin: 0 0 10px }
          article ul, article ol { margin: 0 0 10px; padding-left: 24px }
          img { display: block; max-width: 100%; border-radius: 8px; margin: 10px 0 }
          .wide { overflow-x: auto }
          table { border-collapse: collapse; margin: 0 0 14px; font-size: 14px }
          th, td { padding: 6px 10px; border: 1px solid var(--ground); text-align: left; vertical-align: top }
          pre { overflow-x: auto; padding: 12px; border-radius: 8px; background: var(--ground); font-size: 13px }
          code { font-family: ui-monospace, Consolas, Menlo, monospace; font-size: .92em; overflow-wrap: anywhere }
          pre code { overflow-wrap: normal }
          a { color: var(--accent) }
        """;

    [AcceptVerbs("GET", "HEAD", Route = "/guide/{**path}")]
    public ActionResult Show(string? path) => pages.Find(path ?? "") is { } page
        ? this.Page(
            StatusCodes.Status200OK, PlainPage.Of(page.Language, page.Title, Style, BodyOf(page, path ?? "")),
            PagePolicy.OfNotice(ancestor: null))
        : Refuse.NotFound();

    [AcceptVerbs("GET", "HEAD", Route = "/guide/images/{name}")]
    public ActionResult Picture(string name) => Carried.Open($"docs/images/{name}") is { } picture
        ? File(picture, "image/png")
        : Refuse.NotFound();

    private static string BodyOf(GuidePage page, string path) => $"""
        <main><article>
          <nav><a href="/guide">{(page.Language == "ru" ? "Руководство" : "Guide")}</a>{Other(path)}</nav>
          {page.Html.Replace("<table>", "<div class=\"wide\"><table>", StringComparison.Ordinal)
              .Replace("</table>", "</table></div>", StringComparison.Ordinal)}
        </article></main>
        """;

    /// <summary>The same page in the other language.</summary>
    private static string Other(string path) => path.Split('/') switch
    {
        ["ru", var name] => $"<a href=\"/guide/en/{name}\">In English</a>",
        ["en", var name] => $"<a href=\"/guide/ru/{name}\">По-русски</a>",
        _ => "",
    };
}
