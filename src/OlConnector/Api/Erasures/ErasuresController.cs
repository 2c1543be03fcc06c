using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Keeping;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Erasures;

/// <summary>Erases a person's data on request.</summary>
[Route("api/v1/erasures")]
[Tags("erasures")]
internal sealed class ErasuresController(Erasure erasure) : PortalController
{
    /// <summary>Erases one number from this portal's history. Waiting messages to it are ended first; an opt-out stays in force.</summary>
    [HttpPost, RequiresRole(Role.Admin, ofAllLines: true), RequiresFreshSession]
    public async Task<ActionResult<ErasureCounts>> Erase(ErasureDraft draft, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(draft.Phone)) return Refuse.Required("phone");
        return NamedNumber.Read(draft.Phone, country: null, acceptsAny: true) is { } phone
            ? await erasure.EraseAsync(Caller.Portal, phone.Number, Caller.Actor, ct)
            : Refuse.NoNumber("phone");
    }
}

/// <summary>Whose data is to go.</summary>
/// <param name="Phone">The number in international form.</param>
internal sealed record ErasureDraft([property: Needed] string? Phone = null);
