using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Suppression;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Texts;

/// <summary>Recognizes refusals.</summary>
[Route("api/v1/optout")]
[Tags("optout")]
internal sealed class OptOutController(PortalWords words) : PortalController
{
    /// <summary>What clients' messages ask for, by the portal's words. Nothing is suppressed.</summary>
    [HttpPost("inspect"), RequiresRole(Role.Viewer), Dear]
    public async Task<ActionResult<ItemAnswers<OptOutAnswer>>> Inspect(ItemList<TextDraft> list, CancellationToken ct)
    {
        var portal = await words.OfAsync(Caller.Portal, ct);
        return list.Answer(TextDraft.Check, draft => new OptOutAnswer(portal.Inspect(draft.Text!)));
    }
}

/// <summary>What one message asks for.</summary>
/// <param name="Action">No more marketing, marketing again, a person should read it, or nothing of the kind.</param>
internal sealed record OptOutAnswer(OptOutAction Action);
