using Microsoft.AspNetCore.Mvc.Filters;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Access;

/// <summary>
/// For what outlives a session: tokens, keys, rights, erasures. The portal must have vouched for the person just now, so that nobody who
/// has lost the rights meanwhile keeps them for good.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresFreshSessionAttribute : Attribute, IAsyncActionFilter
{
    /// <summary>How old the portal's word may be. 5 minutes.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
        if (context.HttpContext.Features.Get<Caller>()?.VerifiedAt is not { } verifiedAt || clock.GetUtcNow() - verifiedAt <= Fresh)
            return next();
        context.Result = Refuse.NotFresh();
        return Task.CompletedTask;
    }
}
