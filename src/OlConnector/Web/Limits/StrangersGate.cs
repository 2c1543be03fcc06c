using OlConnector.Web.Access;

namespace OlConnector.Web.Limits;

/// <summary>
/// Stands before the API's look-ups of callers. Doors outside the API, which answer in their own form, ask <see cref="Strangers"/>
/// themselves.
/// </summary>
internal sealed class StrangersGate(RequestDelegate next, Strangers strangers, Callers callers)
{
    private static readonly PathString Api = "/api";

    public Task InvokeAsync(HttpContext http)
    {
        if (DoorOf(http) is not { } door || (BearerToken.Of(http.Request) is { } token && callers.AreFamiliar(token))) return next(http);
        return strangers.Refuse(http, door) is { } pause ? Refusals.Refuse.TooManyCalls(pause).WriteAsync(http) : next(http);
    }

    private static Door? DoorOf(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<DoorAttribute>()?.Door
            ?? (http.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase) ? Door.Api : null);
}
