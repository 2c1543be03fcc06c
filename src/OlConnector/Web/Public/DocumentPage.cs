using System.Text.Encodings.Web;
using OlConnector.Engine;

namespace OlConnector.Web.Public;

/// <summary>A public page to be read: a heading and sections. It needs no file and runs nothing.</summary>
internal static class DocumentPage
{
    /// <summary>Cyrillic stays readable; what means something in HTML does not stay.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <param name="language"><c>ru</c> or <c>en</c>.</param>
    /// <param name="title">The heading.</param>
    /// <param name="sections">What it says.</param>
    /// <param name="links">Where to go from here: an address of this host, and what it is.</param>
    internal static string Of(
        string language, Said title, IEnumerable<(Said Title, Said Text)> sections, IEnumerable<(string Address, Said Name)> links) => $$"""
        <!doctype html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{Text(title[language])}} · OlConnector</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        <style>
          :root { color-scheme: light dark; --ground: #eef2f4; --card: #fff; --text: #1b2430; --quiet: #4d5661; --accent: #0058c0 }
          @media (prefers-color-scheme: dark) {
            :root { --ground: #16191d; --card: #22262b; --text: #e8ecf0; --quiet: #b4bdc7; --accent: #7cbcff }
          }
          body { margin: 0; color: var(--text); background: var(--ground) }
          body { font: 15px/1.5 "Open Sans", system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif }
          main { max-width: 720px; margin: 6vh auto; padding: 0 20px }
          article { padding: 28px 28px 30px; border-radius: 12px; background: var(--card) }
          h1 { margin: 0 0 18px; font-size: 25px; line-height: 32px; font-weight: 600 }
          h2 { margin: 22px 0 4px; font-size: 17px; font-weight: 600 }
          p { margin: 0; color: var(--quiet); overflow-wrap: break-word }
          nav { margin-top: 26px; display: flex; flex-wrap: wrap; gap: 16px }
          a { color: var(--accent) }
        </style>
        </head>
        <body><main><article>
          <h1>{{Text(title[language])}}</h1>
          {{string.Concat(sections.Select(section => $"<h2>{Text(section.Title[language])}</h2><p>{Text(section.Text[language])}</p>"))}}
          <nav>{{string.Concat(links.Select(link => $"<a href=\"{Text(link.Address)}\">{Text(link.Name[language])}</a>"))}}</nav>
        </article></main></body>
        </html>
        """;

    private static string Text(string text) => Encoder.Encode(text);
}
