namespace OlConnector.Web.Refusals;

/// <summary>
/// Gives every failure an answer: exceptions without their detail, requests that HTTP itself forbids with their own status. In the API it
/// is a problem document, also where a status came without a body; elsewhere the status says enough.
/// </summary>
internal sealed class CallErrors(RequestDelegate next, ILogger<CallErrors> log)
{
    private static readonly PathString Api = "/api";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (IsBare(http.Response)) await AnswerAsync(http, http.Response.StatusCode);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, bad.StatusCode);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; nobody reads an answer.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            log.CallBroke(http.Request.Method, PathOf(http), failure);
            http.Response.Clear();
            await AnswerAsync(http, StatusCodes.Status500InternalServerError);
        }
    }

    private static Task AnswerAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return IsApi(http) ? Refuse.Bare(status).WriteAsync(http) : Task.CompletedTask;
    }

    /// <summary>Outside the API paths hold keys: only their pattern may be written down.</summary>
    private static string PathOf(HttpContext http) =>
        IsApi(http) ? http.Request.Path : (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "an address outside the API";

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase);

    private static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= 400 && response.ContentType is null && response.ContentLength is null;
}
