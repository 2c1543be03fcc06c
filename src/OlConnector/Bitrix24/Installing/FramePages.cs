using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Quotas;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// The HTML of the portal's frame: the session for the interface (design.md §7), and a plain view of the portal and its lines.
/// </summary>
internal sealed class FramePages(IOptionsMonitor<Bitrix24Options> options, IOptionsMonitor<DemoOptions> demo)
{
    /// <summary>Cyrillic stays readable; what means something in HTML does not stay.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <summary>Texts in scripts must not be able to end them.</summary>
    private static readonly JsonSerializerSettings ForScript = new() { StringEscapeHandling = StringEscapeHandling.EscapeHtml };

    /// <summary>The page of a verified visitor.</summary>
    internal string Welcome(Visit.Welcome visit, FrameRequest request, bool isInstaller)
    {
        var plan = FrameWords.PlanOf(visit.Portal.Status, demo.CurrentValue.Covers(visit.Portal.Id, visit.Portal.Status));
        return Html(request.Language, isInstaller ? FrameWords.Installing : FrameWords.Title, $"""
            <main data-mode="{(isInstaller ? "install" : "app")}">
              <header><h1>OlConnector</h1><p>{Say(isInstaller ? FrameWords.Opening : FrameWords.Subtitle)}</p></header>
              {Trouble(visit, request.Language)}
              <section class="facts">
                <div><span>{Say(FrameWords.Portal)}</span><b>{Text(visit.Portal.Domain)}</b></div>
                <div><span>{Say(FrameWords.Plan)}</span><b>{Say(plan)}</b></div>
                <div><span>{Say(FrameWords.Role)}</span><b>{Say(FrameWords.RoleOf(visit.Portal.Role))}</b></div>
              </section>
              <section><h2>{Say(FrameWords.Lines)}</h2>
                <div id="lines" data-empty="{Say(FrameWords.NoLines)}" data-failed="{Say(FrameWords.LinesFailed)}"
                     data-queued="{Say(FrameWords.Queued)}"><p class="quiet">{Say(FrameWords.Loading)}</p></div>
              </section>
            </main>
            <script id="olc-session" type="application/json">{JsonConvert.SerializeObject(Session(visit, request), ForScript)}</script>
            <script src="{Text(LibraryOf(visit.User).ToString())}"></script>
            <script src="/b24/frame.js"></script>
            """);

        string Say(Said said) => Text(said[request.Language]);
    }

    /// <summary>Where the frame's JavaScript library comes from for this visitor's portal.</summary>
    internal Uri LibraryOf(Visitor.Verified user) => options.CurrentValue.LibraryFor(user.AuthorizationServer);

    /// <summary>A page that says why there is no other.</summary>
    internal string Notice(FrameNotice notice, string language)
    {
        var (title, text) = FrameWords.Of(notice);
        return Html(language, title, $"""
            <main>
              <header><h1>OlConnector</h1></header>
              <section class="notice"><h2>{Text(title[language])}</h2><p>{Text(text[language])}</p></section>
            </main>
            """);
    }

    /// <summary>What is left to do; nothing when all is well.</summary>
    private static string Trouble(Visit.Welcome visit, string language)
    {
        if (visit.Trouble is null && !visit.Portal.NeedsReauthorization) return "";
        var trouble = visit.Trouble ?? FrameWords.NeedsAdministrator[language];
        return $"<p class=\"trouble\">{Text(FrameWords.Trouble[language])} {Text(trouble)}</p>";
    }

    private JObject Session(Visit.Welcome visit, FrameRequest request) => new()
    {
        ["token"] = visit.Session.Token,
        ["expiresAt"] = visit.Session.ExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["portal"] = new JObject
        {
            ["id"] = visit.Portal.Id.Value,
            ["domain"] = visit.Portal.Domain,
            ["status"] = visit.Portal.Status,
            ["license"] = visit.Portal.License,
            ["state"] = EnumText.Of(visit.Portal.State),
            ["timeZone"] = visit.Portal.TimeZone,
            ["country"] = visit.Portal.Country,
            ["needsReauthorization"] = visit.Portal.NeedsReauthorization,
        },
        ["user"] = new JObject
        {
            ["id"] = visit.User.UserId,
            ["name"] = visit.User.UserName,
            ["isAdmin"] = visit.User.IsAdmin,
            ["role"] = EnumText.Of(visit.Portal.Role),
            ["timeZone"] = visit.User.TimeZone,
            ["lines"] = visit.Portal.Lines is { } lines ? new JArray(lines.Split(',', StringSplitOptions.RemoveEmptyEntries)) : null,
        },
        ["plan"] = demo.CurrentValue.Covers(visit.Portal.Id, visit.Portal.Status) ? "demo" : "full",
        ["placement"] = new JObject { ["code"] = request.Placement, ["options"] = request.PlacementOptions },
        ["lang"] = request.Language,
    };

    private static string Html(string language, Said title, string body) => $$"""
        <!doctype html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{Text(title[language])}}</title>
        <style>
          :root { color-scheme: light; font: 15px/1.45 "Open Sans", "Segoe UI", Roboto, Arial, sans-serif }
          :root { color: #333; background: #f5f7f8 }
          body { margin: 0 } main { max-width: 860px; margin: 0 auto; padding: 28px 20px }
          h1 { font-size: 24px; font-weight: 600; margin: 0 } h2 { font-size: 17px; font-weight: 600; margin: 0 0 12px }
          header p { color: #68717c; margin: 4px 0 20px }
          section { background: #fff; border-radius: 12px; padding: 18px 20px; margin-bottom: 14px }
          section { box-shadow: 0 1px 2px rgba(0, 0, 0, .06) }
          .facts { display: flex; flex-wrap: wrap; gap: 12px 40px } .facts span { display: block; color: #828b95; font-size: 13px }
          .quiet { color: #68717c; margin: 0 } .trouble { background: #fff4d6; border-radius: 12px; padding: 12px 20px }
          table { width: 100%; border-collapse: collapse } td { padding: 8px 0; border-top: 1px solid #eef0f2 }
          td + td { color: #68717c; text-align: right } .notice { margin-top: 20px }
        </style>
        </head>
        <body>
        {{body}}
        </body>
        </html>
        """;

    private static string Text(string text) => Encoder.Encode(text);
}
