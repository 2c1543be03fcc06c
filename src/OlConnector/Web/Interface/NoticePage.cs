using OlConnector.Engine;

namespace OlConnector.Web.Interface;

/// <summary>A page that says one thing.</summary>
internal static class NoticePage
{
    private const string Style = """
          main { max-width: 560px; margin: 12vh auto 0; padding: 0 20px }
          section { padding: 28px 28px 30px; border-radius: 12px; background: var(--card) }
          small { display: block; margin-bottom: 18px; color: var(--accent); font-size: 13px; font-weight: 600 }
          h1 { margin: 0 0 10px; font-size: 25px; line-height: 32px; font-weight: 600 }
        """;

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
    internal static string Of(string language, (Said Title, Said Text) said, string? session = null)
    {
        var (title, text) = (said.Title[language], said.Text[language]);
        return PlainPage.Of(
            language, title, Style,
            $"""
            <main><section>
              <small>OlConnector</small><h1>{PlainPage.Text(title)}</h1><p>{PlainPage.Text(text)}</p>
            </section></main>
            """,
            BuiltInterface.Element(session));
    }
}
