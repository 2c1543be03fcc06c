using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Audit;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>What lines have behind them.</summary>
[Route("api/v1/lines")]
[Tags("lines")]
internal sealed class LineRecordsController(
    LineReading reading, AuditReading audit, SentToday sent, LineCalendars calendars, LineRisks risks) : PortalController
{
    /// <summary>How many messages the gateways took from each line today and yesterday, by the portal's calendar.</summary>
    [HttpGet("today"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<SentResource>> Today(CancellationToken ct) => sent.CountAsync(Caller, ct);

    /// <summary>The line's days: what it sent, when it rests, when it may send; and the plan of a new number.</summary>
    [HttpGet("{id}/calendar"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<LineCalendarAnswer>> Calendar(string id, CancellationToken ct) => calendars.GetAsync(Caller, id, ct);

    /// <summary>The line's risk of being taken for a sender of spam, whatever it would send; its answers and refusals.</summary>
    [HttpGet("{id}/risk"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<LineRiskAnswer>> Risk(string id, CancellationToken ct) => risks.GetAsync(Caller, id, ct);

    /// <summary>Lists what was done to the line, newest first: the part of the audit that is about it.</summary>
    [HttpGet("{id}/history"), RequiresRole(Role.Support), Dear]
    public async Task<ActionResult<Page<AuditResource>>> History(string id, [FromQuery] PageQuery page, CancellationToken ct) =>
        await reading.FindAsync(Caller, id, ct) is { } line ? await audit.OfLineAsync(Caller, line.Id, page, ct) : Refuse.NotFound();
}
