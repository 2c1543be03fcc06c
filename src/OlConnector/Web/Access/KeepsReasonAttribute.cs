using Microsoft.AspNetCore.Mvc.Filters;
using OlConnector.Engine.Portals;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Access;

/// <summary>
/// The vendor's support changes something of a portal only with a reason, and the portal's audit has it before anything is changed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KeepsReasonAttribute : Attribute, IAsyncActionFilter
{
    /// <summary>The reason, percent-encoded UTF-8: headers hold nothing but ASCII.</summary>
    internal const string Header = "X-Reason";

    private const int Shortest = 3;
    private const int Longest = 300;

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (http.Features.Get<Caller>() is { Kind: CallerKind.Operator } caller && Changes(http))
        {
            context.Result = TryRead(http.Request, out var reason);
            if (context.Result is not null) return;
            var subject = context.RouteData.Values["id"] as string;
            await http.RequestServices.GetRequiredService<AccessTraces>().OperatorChangesAsync(caller.Portal, subject, reason);
        }

        await next();
    }

    /// <summary>What a viewer may send are questions.</summary>
    private static bool Changes(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
        && http.GetEndpoint()?.Metadata.GetMetadata<RequiresRoleAttribute>() is { Role: > Role.Viewer };

    private static Refusal? TryRead(HttpRequest request, out string reason)
    {
        reason = Uri.UnescapeDataString(request.Headers[Header].FirstOrDefault() ?? "").Trim();
        if (reason.Length == 0) return Refuse.NoReason(Header);
        return reason.Length is >= Shortest and <= Longest && !reason.Any(char.IsControl) ? null : Refuse.Invalid(Header, new Engine.Said(
            $"Причина — от {Shortest} до {Longest} знаков, в одну строку.",
            $"A reason has {Shortest} to {Longest} characters, in one line."));
    }
}
