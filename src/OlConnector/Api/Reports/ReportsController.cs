using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Csv;
using OlConnector.Api.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Reports;

/// <summary>What became of the portal's messages, as files and in sums.</summary>
[Route("api/v1/reports")]
[Tags("reports")]
internal sealed class ReportsController(ReportDesk desk, Summaries summaries) : PortalController
{
    /// <summary>Messages as a table, newest first; of one mailing in the order in which they came.</summary>
    [HttpGet("messages.csv"), RequiresRole(Role.Viewer), Produces(TakesCsvAttribute.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public Task<ActionResult> MessagesCsv([FromQuery] MessageQuery query, CancellationToken ct) =>
        desk.MessagesAsync(Caller, query, ReportForm.Csv, ct);

    /// <summary>The same as a workbook; of more than 1 048 575 messages the first so many.</summary>
    [HttpGet("messages.xlsx"), RequiresRole(Role.Viewer), Produces(XlsxAnswer.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public Task<ActionResult> MessagesXlsx([FromQuery] MessageQuery query, CancellationToken ct) =>
        desk.MessagesAsync(Caller, query, ReportForm.Xlsx, ct);

    /// <summary>How many messages stand in which state, and what they cost, by line, mailing or day.</summary>
    [HttpGet("summary"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<SummaryAnswer>> Summary([FromQuery] SummaryQuery query, CancellationToken ct) =>
        summaries.OfAsync(Caller, query, ct);
}
