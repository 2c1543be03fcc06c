using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Limits;

/// <summary>
/// An action that may cost much: seconds of a core, or a look at everything a portal ever had. It waits for one of the few places
/// (<see cref="DearCalls"/>) and runs on a thread of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
internal sealed class DearAttribute : Attribute, IAsyncActionFilter
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        var places = http.RequestServices.GetRequiredService<DearCalls>();
        // Written to the caller after the place is free again: a slow reader takes nothing from others.
        using var place = await places.EnterAsync(http.Features.GetRequiredFeature<Caller>(), http.RequestAborted);
        if (place is null) context.Result = Refuse.TooManyCalls(ComeBack);
        else await OwnThread.RunAsync(async () => await next());
    }
}
