using System.Text.Encodings.Web;

namespace OlConnector.Web.Interface;

/// <summary>A page in the interface's look and without its files: it has to stand where they cannot be had.</summary>
internal static class PlainPage
{
    /// <summary>Cyrillic stays readable; what means something in HTML does not stay.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <param name="language"><c>ru</c> or <c>en</c>.</param>
    /// <param name="title">The window's.</param>
    /// <param name="style">Rules beside those that every page has.</param>
    /// <param name="body">HTML.</param>
    /// <param name="head">HTML that the head has besides.</param>
    internal static string Of(string language, string title, string style, string body, string head = "") => $$"""
        <!doctype html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{Text(title)}} · OlConnector</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        {{head}}
        <style>
          :root { color-scheme: light dark; --ground: #eef2f4; --card: #fff; --text: #1b2430; --quiet: #5f6873; --accent: #0068e0 }
          @media (prefers-color-scheme: dark) {
            :root { --ground: #16191d; --card: #22262b; --text: #e8ecf0; --quiet: #a3adb8; --accent: #5aabff }
          }
          body { margin: 0; color: var(--text); background: var(--ground) }
          body { font: 15px/1.45 "Open Sans", system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif }
          p { margin: 0; color: var(--quiet); overflow-wrap: break-word }
        {{style}}
        </style>
        </head>
        <body>{{body}}</body>
        </html>
        """;

    /// <summary>A text as it stands in HTML.</summary>
    internal static string Text(string text) => Encoder.Encode(text);
}
