using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Texts;

/// <summary>Tries and changes texts. Nothing is stored, nothing is sent.</summary>
[Route("api/v1/text")]
[Tags("text")]
internal sealed class TextController(PreviewDesk desk) : PortalController
{
    /// <summary>The dry run of texts: errors, variants, parts, uniqueness, cost.</summary>
    [HttpPost("preview"), RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<ItemAnswers<PreviewAnswer>>> Preview(ItemList<PreviewDraft> list, CancellationToken ct) =>
        desk.TryAsync(Caller, list, ct);

    /// <summary>Writes Cyrillic with Latin letters, or back.</summary>
    [HttpPost("transliterate"), RequiresRole(Role.Viewer), Dear]
    public ActionResult<ItemAnswers<TransliterationAnswer>> Transliterate(ItemList<TransliterationDraft> list) =>
        list.Answer(TransliterationDraft.Check, TransliterationAnswer.To);
}
