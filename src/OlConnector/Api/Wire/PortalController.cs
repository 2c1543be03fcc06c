using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Access;
using OlConnector.Intake;

namespace OlConnector.Api.Wire;

/// <summary>What every resource of the API has: a caller, whose portal is the only one there is.</summary>
[ApiController]
[AnswersWithTag]
[RawBody]
[Produces("application/json")]
public abstract class PortalController : ControllerBase
{
    /// <summary>Who calls.</summary>
    protected Caller Caller => HttpContext.Features.GetRequiredFeature<Caller>();

    /// <summary>What If-Match demands.</summary>
    private protected Precondition IfMatch => new(Request);
}
