using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Web;

namespace OlConnector.Bitrix24.Installing;

/// <summary>The address of Bitrix24's life-cycle events. Callers learn nothing from its answers but a status.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[RawBody]
internal sealed class EventsController(LifeCycleEvents events, IOptionsMonitor<Bitrix24Options> options) : Controller
{
    /// <summary>Bitrix24 checks the addresses of an app's card with HEAD.</summary>
    [AcceptVerbs("GET", "HEAD", Route = "/b24/events")]
    public IActionResult Check() => Ok();

    /// <summary>Takes one event, as a form or as JSON.</summary>
    [HttpPost("/b24/events")]
    [DisableRequestSizeLimit]
    public async Task<IActionResult> Take()
    {
        if (await RequestBody.ReadAsync(Request, options.CurrentValue.MaxBodyBytes) is not { } body)
            return StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!PortalForm.TryRead(body, Request.ContentType, out var form, out _)) return BadRequest();
        // A visitor that hangs up must not undo half an uninstall.
        return await events.TakeAsync(form, CallerAddress.Of(HttpContext), CancellationToken.None) switch
        {
            EventOutcome.Taken => Ok(new { status = "taken" }),
            EventOutcome.Forged => StatusCode(StatusCodes.Status403Forbidden),
            EventOutcome.Unverifiable => StatusCode(StatusCodes.Status503ServiceUnavailable),
            _ => NotFound(),
        };
    }
}
