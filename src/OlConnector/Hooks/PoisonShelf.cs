using System.Text;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Sending;
using OlConnector.Storage;

namespace OlConnector.Hooks;

/// <summary>Puts a callback that cannot be read or applied aside, with its secrets masked, and tells people of the first.</summary>
internal sealed class PoisonShelf(
    Writer writer, Database database, SecretBox secrets, GatewayCatalog kinds, AuditTrail audit, LineAlarms alarms, TimeProvider clock,
    ILogger<PoisonShelf> log)
{
    /// <summary>What is kept of a body, in characters. 4096.</summary>
    private const int MaxBody = 4096;

    /// <summary>What is looked through for secrets, so that none is cut in half unmasked. 64 KB.</summary>
    private const int MaxRead = 64 * 1024;

    /// <summary>Shorter settings are words and not secrets.</summary>
    private const int ShortestSecret = 4;

    private const string Mask = "***";

    /// <summary>Keeps the callback.</summary>
    public async Task KeepAsync(LineAddress line, CallbackRequest request, string why)
    {
        log.CallbackUnreadable(line.LineId, why);
        var (now, text) = (clock.GetUtcNow(), await MaskedAsync(line, request));
        var kept = new KeptCallback
        {
            PortalId = line.PortalId,
            Id = NewKey.At(clock),
            LineId = line.LineId,
            GatewayKind = line.GatewayKind,
            At = now,
            Why = why,
            Body = text.Length <= MaxBody ? text : text[..MaxBody],
            Length = request.Body.Length,
        };
        var isFirst = await writer.RunAsync(turn =>
        {
            if (!KeptCallbacks.Keep(turn, kept)) return false;
            audit.Write(turn, line.PortalId, "gateway callback", "unreadable_callback", line.Code, after: why);
            return true;
        });
        if (isFirst) alarms.CallbackUnreadable(line.PortalId, line.LineId, why);
    }

    /// <summary>Method, query and the body's beginning as text. The path holds the hook's key and is left out.</summary>
    private async Task<string> MaskedAsync(LineAddress line, CallbackRequest request)
    {
        var body = request.Body.Length <= MaxRead ? request.Body : request.Body[..MaxRead];
        var text = new StringBuilder($"{request.Method} {request.Url.Query}\n{Encoding.UTF8.GetString(body.Span)}");
        foreach (var secret in await SecretsOfAsync(line)) text.Replace(secret, Mask).Replace(Uri.EscapeDataString(secret), Mask);
        text.Replace('\0', ' ');
        return text.ToString();
    }

    private async Task<IReadOnlyList<string>> SecretsOfAsync(LineAddress line)
    {
        await using var db = database.Read();
        var stored = await db.Lines.AsNoTracking().Where(row => row.Id == line.LineId).Select(row => row.GatewaySettings)
            .SingleOrDefaultAsync();
        if (secrets.ReadSettings(stored) is not { } settings || !kinds.TryGet(line.GatewayKind, out var kind)) return [];
        var values = kind.Settings.Where(setting => setting.IsSecret).Select(setting => settings.GetValueOrDefault(setting.Name));
        return [.. values.OfType<string>().Where(value => value.Length >= ShortestSecret)];
    }
}
