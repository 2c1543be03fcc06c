using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using OlConnector.Api.Messages;
using OlConnector.Api.QuietNode;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>The lines of a portal.</summary>
[Route("api/v1/lines")]
[Tags("lines")]
internal sealed class LinesController(
    LineReading reading, LineDesk desk, LineActions actions, LineForecasts forecasts, NumberDesk numbers, TemplateDesk templates,
    QuickSends quickSends) : PortalController
{
    /// <summary>Lists the lines that the caller may see.</summary>
    [HttpGet, RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<Page<LineResource>>> List([FromQuery] PageQuery page, CancellationToken ct) =>
        reading.ListAsync(Caller, page, ct);

    /// <summary>Makes a line. Wrong credentials do not refuse it: its connection says what is wrong.</summary>
    [HttpPost, RequiresRole(Role.Admin, ofAllLines: true)]
    [ProducesResponseType<LineResource>(StatusCodes.Status201Created)]
    public Task<ActionResult<LineResource>> Create(LineDraft draft, CancellationToken ct) => desk.CreateAsync(Caller, draft, ct);

    /// <summary>
    /// Lets all frozen lines go on, as after a reinstallation. Lines that a person paused stay paused, and those whose gateway says that it
    /// cannot send stay frozen; messages older than a day are held.
    /// </summary>
    [HttpPost("resume"), RequiresRole(Role.Support)]
    public Task<ActionResult<ResumedAnswer>> ResumeAll(CancellationToken ct) => actions.ResumeAllAsync(Caller, ct);

    /// <summary>Reads one line.</summary>
    [HttpGet("{id}"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<LineResource>> Get(string id, CancellationToken ct) => reading.GetAsync(Caller, id, ct);

    /// <summary>Changes a line. Pace and hours take the role support, everything else admin.</summary>
    [HttpPatch("{id}"), RequiresRole(Role.Support)]
    public Task<ActionResult<LineResource>> Change(string id, MergePatch<LineDraft> patch, CancellationToken ct) =>
        desk.ChangeAsync(Caller, id, patch, IfMatch, ct);

    /// <summary>When messages would leave, with settings that are not saved.</summary>
    [HttpPost("{id}/forecast"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<ForecastAnswer>> Forecast(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ForecastDraft? settings, CancellationToken ct) =>
        forecasts.ForecastAsync(Caller, id, settings, ct);

    /// <summary>Sends one message to try the line with.</summary>
    [HttpPost("{id}/test"), RequiresRole(Role.Marketer), ClosedToOperator]
    [ProducesResponseType<QuickSendAnswer>(StatusCodes.Status202Accepted)]
    public Task<ActionResult<QuickSendAnswer>> Test(
        string id, TestDraft draft, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, CancellationToken ct) =>
        quickSends.SendAsync(Caller, new QuickSendDraft(id, draft.To, draft.Text), idempotencyKey, ct, MessageSource.Test);

    /// <summary>Asks whether a number is on the line's network. Answers are kept; a line has few questions a day.</summary>
    [HttpPost("{id}/check-number"), RequiresRole(Role.Marketer), NeedsOutside]
    public Task<ActionResult<NumberCheckAnswer>> CheckNumber(string id, NumberDraft draft, CancellationToken ct) =>
        numbers.CheckAsync(Caller, id, draft, ct);

    /// <summary>Lists the templates that the line's vendor knows, approved or not.</summary>
    [HttpGet("{id}/templates"), RequiresRole(Role.Viewer), NeedsOutside]
    public Task<ActionResult<Page<TemplateResource>>> Templates(string id, [FromQuery] PageQuery page, CancellationToken ct) =>
        templates.ListAsync(Caller, id, page, ct);
}
