using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Templates;

/// <summary>Texts that a portal keeps for its mailings. What a vendor of WhatsApp approved stands at its line.</summary>
[Route("api/v1/templates")]
[Tags("templates")]
internal sealed class TemplatesController(TemplateLibrary library) : PortalController
{
    /// <summary>Lists them by name.</summary>
    [HttpGet, RequiresRole(Role.Viewer)]
    public Task<ActionResult<Page<SavedTemplateResource>>> List([FromQuery] PageQuery page, CancellationToken ct) =>
        library.ListAsync(Caller, page, ct);

    /// <summary>Reads one.</summary>
    [HttpGet("{id}"), RequiresRole(Role.Viewer)]
    public Task<ActionResult<SavedTemplateResource>> Get(string id, CancellationToken ct) => library.GetAsync(Caller, id, ct);

    /// <summary>Keeps a text under a name that is not taken.</summary>
    [HttpPost, RequiresRole(Role.Marketer, ofAllLines: true)]
    [ProducesResponseType<SavedTemplateResource>(StatusCodes.Status201Created)]
    public Task<ActionResult<SavedTemplateResource>> Save(SavedTemplateDraft draft, CancellationToken ct) =>
        library.AddAsync(Caller, draft, ct);

    /// <summary>Changes its name, text or channel.</summary>
    [HttpPatch("{id}"), RequiresRole(Role.Marketer, ofAllLines: true)]
    public Task<ActionResult<SavedTemplateResource>> Change(string id, MergePatch<SavedTemplateDraft> patch, CancellationToken ct) =>
        library.ChangeAsync(Caller, id, patch, IfMatch, ct);

    /// <summary>Deletes it. Mailings that were written from it keep their text.</summary>
    [HttpDelete("{id}"), RequiresRole(Role.Marketer, ofAllLines: true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public Task<ActionResult> Delete(string id, CancellationToken ct) => library.DeleteAsync(Caller, id, IfMatch, ct);

    /// <summary>Takes a file of them, in one piece: nobody sees half of it.</summary>
    [HttpPost("import"), RequiresRole(Role.Marketer, ofAllLines: true)]
    public Task<ActionResult<TemplateImportAnswer>> Import(TemplateFile file, CancellationToken ct) =>
        library.ImportAsync(Caller, file, ct);

    /// <summary>All of them, as a file that can be imported again.</summary>
    [HttpGet("export"), RequiresRole(Role.Viewer)]
    public async Task<ActionResult<TemplateFile>> Export(CancellationToken ct) => await library.ExportAsync(Caller, ct);
}
