using Microsoft.Extensions.Options;

namespace OlConnector.Web;

/// <summary>What every answer says to browsers, refusals and unknown addresses included.</summary>
internal sealed class AnswerHeaders(RequestDelegate next, IOptions<PublicFace> face)
{
    /// <summary>A year, as browsers ask for it (RFC 6797).</summary>
    private const string OnlyHttps = "max-age=31536000";

    private readonly Func<object, Task> _write = face.Value.IsHttps ? WriteSecureAsync : WriteAsync;

    public Task InvokeAsync(HttpContext http)
    {
        // Written last, because an answer that breaks loses what it said before.
        http.Response.OnStarting(_write, http.Response);
        return next(http);
    }

    private static Task WriteAsync(object response)
    {
        ((HttpResponse)response).Headers.XContentTypeOptions = "nosniff";
        return Task.CompletedTask;
    }

    private static Task WriteSecureAsync(object response)
    {
        ((HttpResponse)response).Headers.StrictTransportSecurity = OnlyHttps;
        return WriteAsync(response);
    }
}

/// <summary>How the outside reaches this app; told by the room that knows its address.</summary>
internal sealed class PublicFace
{
    /// <summary>Only over https, TLS ending here or in a proxy.</summary>
    public bool IsHttps { get; set; }
}
