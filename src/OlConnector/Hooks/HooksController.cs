using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Engine.Gateways;
using OlConnector.Lines;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Web;
using OlConnector.Web.Limits;

namespace OlConnector.Hooks;

/// <summary>
/// Where gateways call back. The key in the path names the line; the gateway's own signature is checked over the raw bytes.
/// </summary>
[ApiExplorerSettings(IgnoreApi = true)]
[RawBody]
internal sealed class HooksController(
    LineDirectory lines, Strangers strangers, CallbackTaking taking, AuditTrail audit, IOptionsMonitor<Bitrix24Options> options,
    ILogger<HooksController> log) : Controller
{
    /// <summary>Longest callback in bytes. 1 MB.</summary>
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Takes one callback.</summary>
    [AcceptVerbs("GET", "POST", Route = "/hooks/{gateway}/{key}")]
    public async Task<IActionResult> Take(string gateway, string key)
    {
        if (lines.FindByHookKey(key) is { } known) return known.GatewayKind == gateway ? await TakeAsync(known) : NotFound();
        // Vendors come from few addresses: only those that keep on guessing are not even looked up.
        if (strangers.HaveTired(HttpContext, Door.Keys)) return StatusCode(StatusCodes.Status429TooManyRequests);
        switch (await lines.LookUpHookKeyAsync(key))
        {
            case KeySearch.Found { Line: var line } when line.GatewayKind == gateway: return await TakeAsync(line);
            case KeySearch.NotNow: return StatusCode(StatusCodes.Status503ServiceUnavailable);
            default:
                strangers.Refuse(HttpContext, Door.Keys);
                return NotFound();
        }
    }

    private async Task<IActionResult> TakeAsync(LineAddress line)
    {
        if (await RequestBody.ReadAsync(Request, MaxBodyBytes) is not { } body) return StatusCode(StatusCodes.Status413PayloadTooLarge);
        try
        {
            return await AnswerAsync(line, await taking.TakeAsync(line, Callback(body)));
        }
        catch (DatabaseAwayException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<IActionResult> AnswerAsync(LineAddress line, CallbackReply reply)
    {
        switch (reply)
        {
            case CallbackReply.Proof proof:
                return Content(proof.Text, "text/plain");
            case CallbackReply.Forged forged:
                var address = CallerAddress.Of(HttpContext);
                if (await audit.CountAsync(line.PortalId, "gateway callback", "forged_callback", line.Code, forged.Why, address))
                    log.CallbackForged(line.LineId, forged.Why);
                return StatusCode(StatusCodes.Status403Forbidden);
            case CallbackReply.NotNow:
                return StatusCode(StatusCodes.Status503ServiceUnavailable);
            default:
                return Ok();
        }
    }

    private CallbackRequest Callback(byte[] body) => new(
        Request.Method, new Uri(options.CurrentValue.Address(Request.Path + Request.QueryString)),
        Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
        Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase), body);
}
