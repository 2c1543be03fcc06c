using System.Globalization;
using Microsoft.Extensions.Options;

namespace OlConnector.Web;

/// <summary>What every answer says to browsers, refusals and unknown addresses included.</summary>
internal sealed class AnswerHeaders
{
    /// <summary>A year, as browsers ask for it (RFC 6797).</summary>
    private const string OnlyHttps = "max-age=31536000";

    private readonly RequestDelegate _next;
    private readonly TimeProvider _clock;
    private readonly Func<object, Task> _write;

    public AnswerHeaders(RequestDelegate next, IOptions<PublicFace> face, TimeProvider clock)
    {
        (_next, _clock) = (next, clock);
        _write = face.Value.IsHttps ? WriteSecureAsync : WriteAsync;
    }

    public Task InvokeAsync(HttpContext http)
    {
        // Written last, because an answer that breaks loses what it said before.
        http.Response.OnStarting(_write, http.Response);
        return _next(http);
    }

    /// <summary>The date is of the clock by which all moments of the API are told: interfaces count down to them.</summary>
    private Task WriteAsync(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.Date = _clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    private Task WriteSecureAsync(object response)
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
