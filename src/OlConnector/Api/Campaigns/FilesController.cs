using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Csv;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Tables of recipients of own mailings.</summary>
[Route("api/v1/campaigns")]
[Tags("files")]
internal sealed class FilesController(RecipientImport import, RecipientFileReading reading, FileActions actions) : PortalController
{
    private const string Table = "PHONE;NAME;TEXT\n+79161234567;Anna;\n+79161234568;Boris;Your order 1502 is ready\n";

    /// <summary>A table as it should be, to begin with.</summary>
    [HttpGet("sample.csv"), RequiresRole(Role.Viewer), Produces(TakesCsvAttribute.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public ActionResult Sample() => new CsvAnswer("sample.csv", ["PHONE", "NAME", "TEXT"], SampleRows.All(Caller.ReadsIn));

    /// <summary>
    /// Takes a table of recipients, at most 10 485 759 bytes and 100 000 rows. Encoding, delimiter and columns are found, and can be said.
    /// Rows that cannot be taken are told and stop nothing; where the table itself cannot be read nothing of it is kept.
    /// </summary>
    [HttpPost("{id}/files"), RequiresRole(Role.Marketer), TakesCsv(Table), Dear]
    public Task<ActionResult<RecipientFileResource>> Take(string id, [FromQuery] FileQuery query, CancellationToken ct) =>
        import.TakeAsync(Caller, id, query, Request, ct);

    /// <summary>The tables that the mailing was given, in the order in which they came.</summary>
    [HttpGet("{id}/files"), RequiresRole(Role.Marketer), Dear]
    public Task<ActionResult<RecipientFiles>> List(string id, CancellationToken ct) => reading.ListAsync(Caller, id, ct);

    /// <summary>The rows that could not be taken, with their cells and why: to be mended and sent again.</summary>
    [HttpGet("{id}/files/{file}/rejected.csv"), RequiresRole(Role.Marketer), Produces(TakesCsvAttribute.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public Task<ActionResult> Rejected(string id, string file, CancellationToken ct) => reading.RejectedAsync(Caller, id, file, ct);

    /// <summary>Deletes a file; <c>unsent</c> says what becomes of its recipients who have not been sent to.</summary>
    [HttpDelete("{id}/files/{file}"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<FileDeletedAnswer>> Delete(
        string id, string file, [FromQuery] UnsentRecipients? unsent, CancellationToken ct) =>
        actions.DeleteAsync(Caller, id, file, unsent, ct);
}
