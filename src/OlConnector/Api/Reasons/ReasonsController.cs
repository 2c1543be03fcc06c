using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Messages.Reasons;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Reasons;

/// <summary>A reason code with its texts in the language of Accept-Language (ru or en).</summary>
/// <param name="Code">The code.</param>
/// <param name="Kind">What it is the reason of. <c>SEGMENT_GUARD</c> is that of two kinds.</param>
/// <param name="Short">A few words, for a table.</param>
/// <param name="Sentence">What is the matter.</param>
/// <param name="WhatToDo">What a person does about it.</param>
/// <param name="InUse">False for a code that this version sets nowhere.</param>
internal sealed record ReasonResource(string Code, ReasonKind Kind, string Short, string Sentence, string WhatToDo, bool InUse);

/// <summary>Why something waits, is held, failed, was suppressed or ended.</summary>
[Route("api/v1/reasons")]
[Tags("reasons")]
internal sealed class ReasonsController : PortalController
{
    /// <summary>Lists every reason code with its kind and its texts.</summary>
    [HttpGet, RequiresRole(Role.Viewer)]
    public ActionResult<Page<ReasonResource>> List([FromQuery] PageQuery page)
    {
        if (page.TryReadCursor(needsId: false, out var after) is { } refusal) return refusal;
        var language = AcceptedLanguage.Of(Request);
        return Pages.OfWhole(
            ExplainedReason.All.Select(reason => Show(reason, language)), page, after, reason => $"{reason.Kind:D} {reason.Code}");
    }

    private static ReasonResource Show(ExplainedReason reason, string language) => new(
        reason.Code, reason.Kind, reason.Short[language], reason.Sentence[language], reason.WhatToDo[language], reason.IsInUse);
}
