using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Filters;
using OlConnector.Engine.Portals;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Web.Access;

/// <summary>
/// The vendor's support changes something of a portal only with a reason, and the portal's audit has it before anything is changed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed partial class KeepsReasonAttribute : Attribute, IAsyncActionFilter
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
            // An id may be written in several ways; the audit knows one, and a name that is no id stands for nothing.
            var subject = Guid.TryParse(context.RouteData.Values["id"] as string, out var id) ? id.ToString("N") : null;
            await http.RequestServices.GetRequiredService<AccessTraces>().OperatorChangesAsync(caller.Portal, subject, reason);
        }

        await next();
    }

    /// <summary>What a viewer may send are questions.</summary>
    private static bool Changes(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
        && http.GetEndpoint()?.Metadata.GetMetadata<RequiresRoleAttribute>() is { Role: > Role.Viewer };

    [GeneratedRegex("^([^%]|%[0-9A-Fa-f]{2})*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Encoded();

    private static Refusal? TryRead(HttpRequest request, out string reason)
    {
        var written = request.Headers[Header].FirstOrDefault() ?? "";
        reason = Uri.UnescapeDataString(written).Trim();
        if (reason.Length == 0) return Refuse.NoReason(Header);
        return Encoded().IsMatch(written) && reason.Count(char.IsLetterOrDigit) >= Shortest
            && ShortText.Check(reason, Header, Longest, isRequired: true) is null
            ? null
            : Refuse.Invalid(Header, new Engine.Said(
                $"Причина — от {Shortest} букв или цифр до {Longest} знаков, в одну строку и без невидимых; "
                + "в заголовке — в процентной записи UTF-8.",
                $"A reason has {Shortest} letters or digits to {Longest} characters, in one line, none unseen, as percent-encoded UTF-8."));
    }
}
