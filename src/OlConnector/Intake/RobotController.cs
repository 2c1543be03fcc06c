using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Bitrix24.Parts;
using OlConnector.Engine;
using OlConnector.Lines;
using OlConnector.Storage;
using OlConnector.Web;
using OlConnector.Web.Limits;

namespace OlConnector.Intake;

/// <summary>
/// Takes the calls of our robot: stored as a message like every other, then answered. What became of it is told later, when the process has
/// gone to sleep (bitrix24.md §7.3).
/// </summary>
[ApiExplorerSettings(IgnoreApi = true)]
[RawBody]
internal sealed class RobotController(
    RobotDoor door, RobotIntake intake, LineDirectory lines, Strangers strangers, CallProof proof, AuditTrail audit,
    IOptionsMonitor<Bitrix24Options> options, ILogger<RobotController> log) : Controller
{
    /// <summary>Accepts one call for the portal whose key is in the path.</summary>
    [HttpPost("/b24/robot/{key}")]
    [DisableRequestSizeLimit]
    public async Task<IActionResult> Accept(string key)
    {
        if (strangers.HaveTired(HttpContext, Door.Keys)) return StatusCode(StatusCodes.Status429TooManyRequests);
        switch (await door.FindAsync(key))
        {
            case RobotSearch.Found found:
                return await TakeAsync(found.Portal);
            case RobotSearch.Nobody:
                strangers.Refuse(HttpContext, Door.Keys);
                return NotFound();
            default:
                return this.ComeBack("The key is not known to this node, and its database cannot be asked now.");
        }
    }

    private async Task<IActionResult> TakeAsync(PortalId portal)
    {
        var most = options.CurrentValue.MaxBodyBytes;
        if (await RequestBody.ReadAsync(Request, most) is not { } body)
            return this.Refused(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"The body is larger than {most} bytes.");
        if (!PortalForm.TryRead(body, Request.ContentType, out var form, out var problem))
            return this.Refused(StatusCodes.Status400BadRequest, "unreadable_body", problem);
        if (await proof.ForgeryAsync(form, portal, RobotFace.Code, lines.AnyOf(portal)) is { } forgery)
            return await RefuseAsync(portal, forgery);
        if (RobotCallForm.Read(form, out problem) is not { } call)
            return this.Refused(StatusCodes.Status400BadRequest, "not_a_call", problem!);
        switch (await intake.TakeAsync(portal, call))
        {
            case Acceptance.Result.Overloaded: return this.ComeBack("Too many messages wait to be stored. Call again in a moment.");
            case Acceptance.Result.Gone: return NotFound();
            case Acceptance.Result.Repeated: log.RobotRepeated(portal); break;
            case Acceptance.Result.New: log.RobotAccepted(portal); break;
        }

        return Ok(new { status = "accepted" });
    }

    private async Task<IActionResult> RefuseAsync(PortalId portal, string what)
    {
        try
        {
            if (await audit.CountAsync(portal, "robot call", "forged_call", RobotFace.Code, what, CallerAddress.Of(HttpContext)))
                log.RobotRefused(portal, what);
        }
        catch (DatabaseAwayException)
        {
            log.RobotRefused(portal, what);
        }

        return this.Refused(StatusCodes.Status403Forbidden, "forged_call", "The call does not belong to this portal.");
    }
}
