using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Csv;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Reports;

/// <summary>What became of a mailing.</summary>
[Route("api/v1/campaigns/{id}")]
[Tags("campaigns")]
internal sealed class CampaignReportsController(ReportDesk desk, CampaignOutcomes outcomes) : PortalController
{
    /// <summary>All its messages as a table, in the order in which they came.</summary>
    [HttpGet("report.csv"), RequiresRole(Role.Viewer), Produces(TakesCsvAttribute.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public Task<ActionResult> ReportCsv(string id, CancellationToken ct) => desk.OfCampaignAsync(Caller, id, ReportForm.Csv, ct);

    /// <summary>The same as a workbook.</summary>
    [HttpGet("report.xlsx"), RequiresRole(Role.Viewer), Produces(XlsxAnswer.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public Task<ActionResult> ReportXlsx(string id, CancellationToken ct) => desk.OfCampaignAsync(Caller, id, ReportForm.Xlsx, ct);

    /// <summary>What of it failed or was not delivered: when, by what, to whom and why.</summary>
    [HttpGet("errors.csv"), RequiresRole(Role.Viewer), Produces(TakesCsvAttribute.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public Task<ActionResult> ErrorsCsv(string id, CancellationToken ct) => desk.ErrorsAsync(Caller, id, ReportForm.Csv, ct);

    /// <summary>The same as plain text.</summary>
    [HttpGet("errors.txt"), RequiresRole(Role.Viewer), Produces(TextAnswer.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public Task<ActionResult> ErrorsText(string id, CancellationToken ct) => desk.ErrorsAsync(Caller, id, ReportForm.Txt, ct);

    /// <summary>What happened: states, reasons ranked, and what left, arrived and was read in each hour.</summary>
    [HttpGet("outcome"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<CampaignOutcome>> Outcome(string id, CancellationToken ct) => outcomes.OfAsync(Caller, id, ct);

    /// <summary>What it costs: what has left, and what waits.</summary>
    [HttpGet("cost"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<CampaignCost>> Cost(string id, CancellationToken ct) => outcomes.CostAsync(Caller, id, ct);
}
