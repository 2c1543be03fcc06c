using Microsoft.AspNetCore.Mvc;
using OlConnector.Web;
using OlConnector.Web.Limits;

namespace OlConnector.Bitrix24.Installing;

/// <summary>The address of Bitrix24's life-cycle events. Callers learn nothing from its answers but a status.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[RawBody]
internal sealed class EventsController(LifeCycleEvents events, Strangers strangers) : Controller
{
    /// <summary>Longest event in bytes. 64 KB; real ones have two.</summary>
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>Bitrix24 checks the addresses of an app's card with HEAD.</summary>
    [AcceptVerbs("GET", "HEAD", Route = "/b24/events")]
    public IActionResult Check() => Ok();

    /// <summary>Takes one event, as a form or as JSON.</summary>
    [HttpPost("/b24/events")]
    [DisableRequestSizeLimit]
    public async Task<IActionResult> Take()
    {
        if (strangers.Refuse(HttpContext, Door.Events) is not null) return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await RequestBody.ReadAsync(Request, MaxBodyBytes) is not { } body) return StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!PortalForm.TryRead(body, Request.ContentType, out var form, out _)) return BadRequest();
        // A visitor that hangs up must not undo half an uninstall.
        return await events.TakeAsync(form, CallerAddress.Of(HttpContext), CancellationToken.None) switch
        {
            EventOutcome.Taken => Taken(),
            EventOutcome.Forged => StatusCode(StatusCodes.Status403Forbidden),
            EventOutcome.Unverifiable => StatusCode(StatusCodes.Status503ServiceUnavailable),
            _ => NotFound(),
        };
    }

    /// <summary>Only a proved event is taken. A release sends one to every portal at once, all from Bitrix24's few addresses.</summary>
    private OkObjectResult Taken()
    {
        HttpContext.Features.Get<Stranger>()?.Recognise();
        return Ok(new { status = "taken" });
    }
}
