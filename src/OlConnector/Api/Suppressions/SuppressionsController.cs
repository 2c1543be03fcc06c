using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using OlConnector.Api.Csv;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Suppressions;

/// <summary>Numbers that get no marketing from a portal.</summary>
[Route("api/v1/suppressions")]
[Tags("suppressions")]
internal sealed class SuppressionsController(
    SuppressionReading reading, SuppressionDesk desk, SuppressionImport import, AuditTrail audit) : PortalController
{
    private const string Table = "PHONE;REASON\n+79161234567;Asked by telephone\n+7900*;Test range\n";

    /// <summary>Lists the stop list, newest first.</summary>
    [HttpGet, RequiresRole(Role.Marketer, ofAllLines: true), Dear]
    public Task<ActionResult<Page<SuppressionResource>>> List(
        [FromQuery] SuppressionQuery query, [FromQuery] PageQuery page, CancellationToken ct) =>
        reading.ListAsync(Caller, query, page, ct);

    /// <summary>Puts a number or a mask on the stop list. One that stands there already is answered with 200 and stays as it is.</summary>
    [HttpPost, RequiresRole(Role.Support, ofAllLines: true)]
    [ProducesResponseType<SuppressionResource>(StatusCodes.Status201Created)]
    [ProducesResponseType<SuppressionResource>(StatusCodes.Status200OK)]
    public Task<ActionResult<SuppressionResource>> Add(SuppressionDraft draft, CancellationToken ct) => desk.AddAsync(Caller, draft, ct);

    /// <summary>Takes an entry off the stop list, for a reason.</summary>
    [HttpDelete("{id}"), RequiresRole(Role.Support, ofAllLines: true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public Task<ActionResult> Remove(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] SuppressionUndo? undo, CancellationToken ct) =>
        desk.TakeAsync(Caller, id, undo, ct);

    /// <summary>
    /// Takes a table with the columns PHONE and REASON, at most 10 485 759 bytes: UTF-8 or Windows-1251, separated by semicolon, comma or
    /// tab. Rows that cannot be taken are told and stop nothing.
    /// </summary>
    [HttpPost("import"), RequiresRole(Role.Admin, ofAllLines: true), TakesCsv(Table), Dear]
    public Task<ActionResult<SuppressionImportAnswer>> Import(CancellationToken ct) => import.TakeAsync(Caller, Request, ct);

    /// <summary>The stop list as a table that can be imported again, without numbers that were erased.</summary>
    [HttpGet("export.csv"), RequiresRole(Role.Admin, ofAllLines: true), Produces(TakesCsvAttribute.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Export([FromQuery] SuppressionKind? kind)
    {
        await audit.WriteAsync(Caller.Portal, Caller.Actor, "stop list exported", null);
        return new CsvAnswer("stop-list.csv", SuppressionReading.Columns, reading.TableAsync(Caller, kind));
    }
}
