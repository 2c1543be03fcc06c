using System.Text;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>
/// Puts aside what a gateway brought and nobody could read, apply or understand, with its secrets masked. The log is told of the first of
/// an hour, people of the first of a day, and the audit counts them.
/// </summary>
internal sealed class CallbackShelf(
    Writer writer, Database database, SecretBox secrets, GatewayCatalog kinds, AuditTrail audit, LineAlarms alarms, TimeProvider clock,
    ILogger<CallbackShelf> log)
{
    /// <summary>What is kept of a content, in characters. 4096.</summary>
    private const int MaxBody = 4096;

    /// <summary>Shorter settings are words and not secrets.</summary>
    private const int ShortestSecret = 4;

    private const string Mask = "***";

    /// <summary>Keeps it.</summary>
    /// <param name="portal">Whose it is.</param>
    /// <param name="line">The line whose gateway brought it.</param>
    /// <param name="why">What was wrong with it, in a sentence without secrets.</param>
    /// <param name="content">What came, or its beginning.</param>
    /// <param name="length">Length of the whole in bytes.</param>
    public async Task KeepAsync(PortalId portal, LineId line, string why, string content, int length)
    {
        if (await OwnerAsync(line) is not { } owner) return;
        var (now, text) = (clock.GetUtcNow(), Masked(content, owner));
        var kept = new KeptCallback
        {
            PortalId = portal,
            Id = NewKey.At(clock),
            LineId = line,
            GatewayKind = owner.Kind,
            At = now,
            Why = why,
            Body = text.Length <= MaxBody ? text : text[..MaxBody],
            Length = length,
        };
        var isFirstOfDay = await writer.RunAsync(turn => KeptCallbacks.Keep(turn, kept));
        if (await audit.CountAsync(portal, "gateway callback", "unreadable_callback", owner.Code, after: why, address: null))
            log.NotUnderstood(line, why);
        if (isFirstOfDay) alarms.CallbackUnreadable(portal, line, why);
    }

    private string Masked(string content, Owner owner)
    {
        var text = new StringBuilder(content);
        foreach (var secret in SecretsOf(owner)) text.Replace(secret, Mask).Replace(Uri.EscapeDataString(secret), Mask);
        text.Replace('\0', ' ');
        return text.ToString();
    }

    private IEnumerable<string> SecretsOf(Owner owner)
    {
        if (secrets.ReadSettings(owner.Settings) is not { } settings || !kinds.TryGet(owner.Kind, out var kind)) return [];
        var values = kind.Settings.Where(setting => setting.IsSecret).Select(setting => settings.GetValueOrDefault(setting.Name));
        return values.OfType<string>().Where(value => value.Length >= ShortestSecret);
    }

    private async Task<Owner?> OwnerAsync(LineId line)
    {
        await using var db = database.Read();
        return await db.Lines.AsNoTracking().Where(row => row.Id == line)
            .Select(row => new Owner(row.GatewayKind, row.GatewaySettings, row.Code)).SingleOrDefaultAsync();
    }

    private sealed record Owner(string Kind, string Settings, string Code);
}
