using Microsoft.AspNetCore.Mvc;

namespace OlConnector.Web.Interface;

/// <summary>How pages are answered: never kept, and telling nobody where they were.</summary>
internal static class PageAnswer
{
    internal static ContentResult Page(this Controller controller, int status, string html, string policy)
    {
        var headers = controller.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        return new ContentResult { StatusCode = status, Content = html, ContentType = "text/html; charset=utf-8" };
    }
}
