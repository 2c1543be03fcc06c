namespace OlConnector.Web.Refusals;

/// <summary>
/// Makes every failure of the API a problem document: exceptions without their detail, and statuses that came without a body.
/// </summary>
internal sealed class ApiErrors(RequestDelegate next, ILogger<ApiErrors> log)
{
    private static readonly PathString Api = "/api";

    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase))
        {
            await next(http);
            return;
        }

        try
        {
            await next(http);
            if (IsBare(http.Response)) await Refuse.Bare(http.Response.StatusCode).WriteAsync(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await Refuse.Bare(bad.StatusCode).WriteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; nobody reads an answer.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            log.CallBroke(http.Request.Method, http.Request.Path, failure);
            http.Response.Clear();
            await Refuse.Broken().WriteAsync(http);
        }
    }

    private static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= 400 && response.ContentType is null && response.ContentLength is null;
}
