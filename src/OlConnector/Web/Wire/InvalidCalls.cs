using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Turns what MVC found wrong with a call into a refusal.</summary>
internal static class InvalidCalls
{
    internal static IActionResult Refusal(ActionContext context)
    {
        if (context.HttpContext.Features.Get<Refusal>() is { } refusal) return refusal;
        var (field, _) = context.ModelState.First(entry => entry.Value is { Errors.Count: > 0 });
        var name = field.Length == 0 ? "body" : char.ToLowerInvariant(field[0]) + field[1..];
        return name == "body"
            ? Refuse.Required("body")
            : Refuse.Invalid(name, new Said(
                $"У поля {name} недопустимое значение.",
                $"{name} has a value that cannot be used here."));
    }
}
