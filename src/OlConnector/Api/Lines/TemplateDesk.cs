using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine;
using OlConnector.Sending;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>One template of the line's account at its vendor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">Its language code.</param>
/// <param name="Category">MARKETING, UTILITY or AUTHENTICATION.</param>
/// <param name="Status">Only APPROVED can be sent.</param>
/// <param name="Header">Parameters of the header.</param>
/// <param name="Body">Parameters of the body.</param>
/// <param name="Buttons">Buttons whose link takes a parameter.</param>
/// <param name="Form">How a message asks for it, with dots where values go.</param>
internal sealed record TemplateResource(
    string Name, string Language, string Category, string Status, int Header, int Body, int Buttons, string Form);

/// <summary>Shows what a line's vendor has approved, and refuses texts that do not fit it.</summary>
internal sealed class TemplateDesk(LineReading reading, LineTemplates templates)
{
    internal async Task<ActionResult<Page<TemplateResource>>> ListAsync(Caller caller, string id, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: false, out var after) is { } refusal) return refusal;
        return await reading.WithLineAsync<Page<TemplateResource>>(caller, id, async line =>
        {
            if (!await templates.HasTemplatesAsync(line.Id)) return LineRefusals.NoTemplates();
            if (await templates.ListAsync(line.Id, ct) is not { } known) return LineRefusals.TemplatesNotRead();
            return Pages.OfWhole(
                known.Select(
                    one => new TemplateResource(
                        one.Name, one.Language, one.Category, one.Status, one.Header, one.Body, one.Buttons,
                        FormOf(one.Name, one.Language, one.Header, one.Body, one.Buttons))),
                page, after, one => $"{one.Name} {one.Language}");
        }, ct);
    }

    /// <summary>
    /// The refusal of a text that asks for a template which does not fit. Variants and fields are left to the moment of sending.
    /// </summary>
    internal async Task<Refusal?> CheckAsync(LineId line, string text, CancellationToken ct) =>
        !text.Contains('{', StringComparison.Ordinal) && await templates.ProblemOfAsync(line, text, ct) is { } problem
            ? new Refusal(400, "template_mismatch", problem, "text")
            : null;

    private static string FormOf(string name, string language, int header, int body, int buttons) =>
        $"[template={language}]{name}[/template]{Repeat("header", header)}{Repeat("body", body)}{Repeat("button", buttons)}";

    private static string Repeat(string tag, int times) => string.Concat(Enumerable.Repeat($"[{tag}]…[/{tag}]", times));
}
