using System.Reflection;
using Microsoft.AspNetCore.Http;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Page;

/// <summary>
/// What a portal's address serves besides its protocols: the page for people at <c>/</c>, the BX24 script at <c>/api/v1/</c>, and the
/// page's own small API under <c>/sandbox/</c>. The page lives at the portal's address because the app lets itself be framed by its portal
/// only.
/// </summary>
internal static class PageSite
{
    private static readonly Dictionary<string, (string File, string Type)> Files = new(StringComparer.Ordinal)
    {
        ["/"] = ("index.html", "text/html; charset=utf-8"),
        ["/sandbox/page.css"] = ("page.css", "text/css; charset=utf-8"),
        ["/sandbox/page.js"] = ("page.js", "text/javascript; charset=utf-8"),
        ["/sandbox/frame.js"] = ("frame.js", "text/javascript; charset=utf-8"),
        ["/sandbox/commands.js"] = ("commands.js", "text/javascript; charset=utf-8"),
        ["/sandbox/dialogs.js"] = ("dialogs.js", "text/javascript; charset=utf-8"),
        ["/sandbox/words.js"] = ("words.js", "text/javascript; charset=utf-8"),
        ["/api/v1/"] = ("bx24.js", "text/javascript; charset=utf-8"),
    };

    public static async Task ServeAsync(SandboxCloud cloud, SandboxPortal portal, HttpContext http, CancellationToken ct)
    {
        var path = http.Request.Path.Value ?? "/";
        if (Files.TryGetValue(path, out var file))
            await Requests.AnswerAsync(http, 200, Read(file.File), file.Type, ct);
        else if (path == "/favicon.ico")
            http.Response.StatusCode = 204;
        else if (path.StartsWith("/sandbox/", StringComparison.Ordinal))
            await new PageApi(cloud, portal).ServeAsync(http, path["/sandbox/".Length..], ct);
        else
            await Requests.AnswerAsync(http, 404, "Not found", "text/plain", ct);
    }

    private static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{file}")
            ?? throw new InvalidOperationException($"The page file {file} is not part of the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
