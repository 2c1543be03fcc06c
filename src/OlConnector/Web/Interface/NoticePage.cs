using System.Text.Encodings.Web;
using OlConnector.Engine;

namespace OlConnector.Web.Interface;

/// <summary>A page that says one thing, in the interface's look and without its files: it has to stand where they cannot be had.</summary>
internal static class NoticePage
{
    /// <summary>Cyrillic stays readable; what means something in HTML does not stay.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <summary>Said where the host was built without the interface.</summary>
    internal static readonly (Said Title, Said Text) NotBuilt = (
        new Said("Интерфейс не собран", "The interface was not built"),
        new Said(
            "Приложение работает и отправляет сообщения, но эта сборка сделана без страниц (WithInterface=false). "
            + "Соберите её с Node.js 20 или новее, чтобы увидеть их здесь.",
            "The app works and sends messages, but this build was made without its pages (WithInterface=false). "
            + "Build it with Node.js 20 or later to see them here."));

    /// <param name="language"><c>ru</c> or <c>en</c>.</param>
    /// <param name="said">What has happened, and what to do.</param>
    /// <param name="session">JSON of a session, for who reads the page with a program.</param>
    internal static string Of(string language, (Said Title, Said Text) said, string? session = null) => $$"""
        <!doctype html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{Text(said.Title[language])}} · OlConnector</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        {{BuiltInterface.Element(session)}}
        <style>
          :root { color-scheme: light dark; --ground: #eef2f4; --card: #fff; --text: #1b2430; --quiet: #5f6873; --accent: #0068e0 }
          @media (prefers-color-scheme: dark) {
            :root { --ground: #16191d; --card: #22262b; --text: #e8ecf0; --quiet: #a3adb8; --accent: #5aabff }
          }
          body { margin: 0; color: var(--text); background: var(--ground) }
          body { font: 15px/1.45 "Open Sans", system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif }
          main { max-width: 560px; margin: 12vh auto 0; padding: 0 20px }
          section { padding: 28px 28px 30px; border-radius: 12px; background: var(--card) }
          small { display: block; margin-bottom: 18px; color: var(--accent); font-size: 13px; font-weight: 600 }
          h1 { margin: 0 0 10px; font-size: 25px; line-height: 32px; font-weight: 600 }
          p { margin: 0; color: var(--quiet); overflow-wrap: break-word }
        </style>
        </head>
        <body><main><section>
          <small>OlConnector</small><h1>{{Text(said.Title[language])}}</h1><p>{{Text(said.Text[language])}}</p>
        </section></main></body>
        </html>
        """;

    private static string Text(string text) => Encoder.Encode(text);
}
