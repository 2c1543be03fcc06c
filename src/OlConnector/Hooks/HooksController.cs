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
        if (lines.FindByHookKey(key) is not { } line || line.GatewayKind != gateway) return UnknownKey();
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

    private StatusCodeResult UnknownKey() => StatusCode(
        strangers.Refuse(HttpContext, Door.Keys) is null ? StatusCodes.Status404NotFound : StatusCodes.Status429TooManyRequests);

    private async Task<IActionResult> AnswerAsync(LineAddress line, CallbackReply reply)
    {
        switch (reply)
        {
            case CallbackReply.Proof proof:
                return Content(proof.Text, "text/plain");
            case CallbackReply.Forged forged:
                log.CallbackForged(line.LineId, forged.Why);
                await audit.WriteAsync(line.PortalId, "gateway callback", "forged_callback", line.Code, after: forged.Why);
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
