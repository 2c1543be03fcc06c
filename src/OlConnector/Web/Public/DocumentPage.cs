using OlConnector.Engine;
using OlConnector.Web.Interface;

namespace OlConnector.Web.Public;

/// <summary>A public page to be read: a heading and sections. It needs no file and runs nothing.</summary>
internal static class DocumentPage
{
    private const string Style = """
          main { max-width: 720px; margin: 6vh auto; padding: 0 20px }
          article { padding: 28px 28px 30px; border-radius: 12px; background: var(--card) }
          h1 { margin: 0 0 18px; font-size: 25px; line-height: 32px; font-weight: 600 }
          h2 { margin: 22px 0 4px; font-size: 17px; font-weight: 600 }
          nav { margin-top: 26px; display: flex; flex-wrap: wrap; gap: 16px }
          a { color: var(--accent) }
        """;

    /// <param name="language"><c>ru</c> or <c>en</c>.</param>
    /// <param name="title">The heading.</param>
    /// <param name="sections">What it says.</param>
    /// <param name="links">Where to go from here: an address of this host, and what it is.</param>
    internal static string Of(
        string language, Said title, IEnumerable<(Said Title, Said Text)> sections, IEnumerable<(string Address, Said Name)> links)
    {
        return PlainPage.Of(language, title[language], Style, $"""
            <main><article>
              <h1>{Text(title)}</h1>
              {string.Concat(sections.Select(section => $"<h2>{Text(section.Title)}</h2><p>{Text(section.Text)}</p>"))}
              <nav>{string.Concat(links.Select(link => $"<a href=\"{PlainPage.Text(link.Address)}\">{Text(link.Name)}</a>"))}</nav>
            </article></main>
            """);

        string Text(Said said) => PlainPage.Text(said[language]);
    }
}
