using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Web.Access;

namespace OlConnector.Web.Wire;

/// <summary>What every resource of the API has: a caller, whose portal is the only one there is.</summary>
[ApiController]
[AnswersWithTag]
[KnownQuery]
[RawBody]
[KeepsReason]
[Produces("application/json")]
internal abstract class PortalController : ControllerBase
{
    /// <summary>Who calls.</summary>
    protected Caller Caller => HttpContext.Features.GetRequiredFeature<Caller>();

    /// <summary>What If-Match demands.</summary>
    private protected Precondition IfMatch => new(Request);
}
