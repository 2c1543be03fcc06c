using System.Buffers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Bitrix24.Telling;
using OlConnector.Intake.Spooling;
using OlConnector.Lines;
using OlConnector.Storage;
using OlConnector.Web;
using OlConnector.Web.Limits;

namespace OlConnector.Intake;

/// <summary>
/// The HANDLER: Bitrix24 hands over one message a call and never repeats a failed one (bitrix24.md §5). Stored, then answered; nothing
/// else.
/// </summary>
[ApiExplorerSettings(IgnoreApi = true)]
[RawBody]
internal sealed class SmsController(
    LineDirectory lines, Strangers strangers, Acceptance acceptance, Spool spool, AuthorTokens authors, CallProof proof,
    AuditTrail audit, IOptionsMonitor<Bitrix24Options> options, ILogger<SmsController> log) : Controller
{
    /// <summary>Accepts one message for the line whose key is in the path.</summary>
    [HttpPost("/b24/sms/{key}")]
    [DisableRequestSizeLimit]
    public async Task<IActionResult> Accept(string key)
    {
        if (lines.FindByHandlerKey(key) is { } line) return await TakeAsync(line);
        // All portals' calls come from few addresses: only one that keeps on guessing is not even looked up.
        if (strangers.HaveTired(HttpContext, Door.Keys)) return StatusCode(StatusCodes.Status429TooManyRequests);
        // Without the database nobody knows whether the key is new.
        return (spool.IsActive ? new KeySearch.NotNow() : await lines.LookUpHandlerKeyAsync(key)) switch
        {
            KeySearch.Found found => await TakeAsync(found.Line),
            KeySearch.Nobody => Guessed(),
            _ => this.ComeBack("The key is not known to this node, and its database cannot be asked now."),
        };
    }

    private async Task<IActionResult> TakeAsync(LineAddress line)
    {
        if (await RequestBody.ReadAsync(Request, MaxBodyBytes) is not { } body)
            return await RefuseAsync(
                line, StatusCodes.Status413PayloadTooLarge, "body_too_large", $"The body is larger than {MaxBodyBytes} bytes.");
        if (!PortalForm.TryRead(body, Request.ContentType, out var form, out var problem)) return Unusable("unreadable_body", problem);
        if (await proof.ForgeryAsync(form, line.PortalId, line.Code, line) is { } forgery)
            return await RefuseAsync(line, StatusCodes.Status403Forbidden, "forged_call", forgery);
        if (HandlerCall.Read(form, line, out problem) is not { } message) return Unusable("not_a_message", problem!);

        switch (await acceptance.AcceptAsync(message))
        {
            case Acceptance.Result.Overloaded: return this.ComeBack("Too many messages wait to be stored. Call again in a moment.");
            case Acceptance.Result.Gone: return NotFound();
            case Acceptance.Result.Repeated: log.Repeated(line.LineId); break;
            case Acceptance.Result.New: log.Accepted(line.LineId, message.Source); break;
        }

        authors.Remember(line.PortalId, message.Author, form["auth[access_token]"], life: null);

        return Ok(new { status = "accepted" });
    }

    private NotFoundResult Guessed()
    {
        strangers.Refuse(HttpContext, Door.Keys);
        return NotFound();
    }

    private int MaxBodyBytes => options.CurrentValue.MaxBodyBytes;

    private ObjectResult Unusable(string code, string why) => this.Refused(StatusCodes.Status400BadRequest, code, why);

    private async Task<IActionResult> RefuseAsync(LineAddress line, int status, string code, string what)
    {
        try
        {
            if (await audit.CountAsync(line.PortalId, "handler call", code, line.Code, what, CallerAddress.Of(HttpContext)))
                log.Refused(line.LineId, code);
        }
        catch (DatabaseAwayException)
        {
            log.Refused(line.LineId, code);
        }

        return this.Refused(status, code, status == StatusCodes.Status403Forbidden ? "The call does not belong to this line." : what);
    }
}
