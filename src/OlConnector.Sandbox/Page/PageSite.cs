using Microsoft.AspNetCore.Http;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Page;

/// <summary>What a portal's address serves besides its protocols: the page for people, the BX24 script, the page's own small API.</summary>
internal static class PageSite
{
    public static Task ServeAsync(SandboxCloud cloud, SandboxPortal portal, HttpContext http, CancellationToken ct) =>
        Requests.AnswerAsync(http, 404, "Not found", "text/plain", ct);
}
