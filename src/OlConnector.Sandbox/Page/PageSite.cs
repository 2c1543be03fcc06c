using System.Reflection;
using Microsoft.AspNetCore.Http;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Page;

/// <summary>
/// What a portal's address serves besides its protocols: the page for people at <c>/</c>, and its files and small API under
/// <c>/sandbox/</c>. The page lives at the portal's address because the app lets itself be framed by its portal only.
/// </summary>
internal static class PageSite
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
    };

    /// <summary>The page's files are part of the program, by their names.</summary>
    private static readonly HashSet<string> Files = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()];

    public static async Task ServeAsync(SandboxCloud cloud, SandboxPortal portal, HttpContext http, CancellationToken ct)
    {
        var path = http.Request.Path.Value ?? "/";
        var file = path == "/" ? "page/index.html" : $"page/{path.Replace("/sandbox/", "", StringComparison.Ordinal)}";
        if (Files.Contains(file))
            await Requests.AnswerAsync(http, 200, Read(file), Types[Path.GetExtension(file)], ct);
        else if (path == "/favicon.ico")
            http.Response.StatusCode = 204;
        else if (path.StartsWith("/sandbox/", StringComparison.Ordinal))
            await new PageApi(cloud, portal).ServeAsync(http, path["/sandbox/".Length..], ct);
        else
            await Requests.AnswerAsync(http, 404, "Not found", "text/plain", ct);
    }

    private static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
