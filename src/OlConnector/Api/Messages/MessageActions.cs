using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Demo;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Risk;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Messages;

/// <summary>A person's decision about one message. A second click finds another state and says so.</summary>
internal sealed class MessageActions(Database database, MessageReading reading, MessageControl control)
{
    internal Task<ActionResult<MessageResource>> ReleaseAsync(Caller caller, string id, ReleaseWish? wish, CancellationToken ct) =>
        DecideAsync(
            caller, id, MessageState.Held,
            message => control.ReleaseAsync(caller.Portal, message, wish?.As ?? ReleaseAs.Usual, caller.Actor), ct,
            async held => held.Reason == Reason.YoungLine && caller.Role < Role.Admin ? Refuse.Forbidden("admin")
                : held is { State: MessageState.Held, Reason: Reason.HighRisk } && await IsUnconfirmedAsync(held, ct)
                    ? MessageRefusals.RiskIsTheMailings()
                : held.State == MessageState.Held && await control.ShortageOfAsync(held) is { } shortage ? DemoRefusals.Short(shortage)
                : null);

    internal Task<ActionResult<MessageResource>> DiscardAsync(Caller caller, string id, CancellationToken ct) =>
        DecideAsync(caller, id, MessageState.Held, message => control.DiscardAsync(caller.Portal, message, caller.Actor), ct);

    /// <summary>Effective before the next dispatch; says what became of the message where it comes too late.</summary>
    internal async Task<ActionResult<MessageResource>> CancelAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await MessageReading.FindAsync(db, caller, id, ct) is not { } message) return Refuse.NotFound();
        if (await control.CancelAsync(caller.Portal, message.Id, caller.Actor)) return await reading.GetAsync(caller, id, ct);
        await using var afterwards = database.Read();
        return await MessageReading.FindAsync(afterwards, caller, id, ct) is { } now
            ? MessageRefusals.TooLate(now.State)
            : Refuse.NotFound();
    }

    internal async Task<ActionResult<MessageResource>> ResolveAsync(Caller caller, string id, ResolveWish wish, CancellationToken ct)
    {
        if (wish.As is not { } word) return Refuse.Required("as");
        var verdict = word switch
        {
            ResolveAs.Sent => MessageState.Sent,
            ResolveAs.Failed => MessageState.Failed,
            _ => MessageState.Queued,
        };
        return await DecideAsync(
            caller, id, MessageState.Unknown, message => control.ResolveAsync(caller.Portal, message, verdict, caller.Actor), ct);
    }

    /// <summary>A high risk is confirmed for the mailing: one of its messages alone would only be held again.</summary>
    private async Task<bool> IsUnconfirmedAsync(Message held, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Campaigns.AnyAsync(
            row => row.PortalId == held.PortalId && row.Id == held.CampaignId && row.RiskLevel == RiskLevel.High && !row.IsRiskConfirmed,
            ct);
    }

    private async Task<ActionResult<MessageResource>> DecideAsync(
        Caller caller, string id, MessageState from, Func<MessageId, Task<bool>> decide, CancellationToken ct,
        Func<Message, Task<Refusal?>>? whyClosed = null)
    {
        await using var db = database.Read();
        if (await MessageReading.FindAsync(db, caller, id, ct) is not { } message) return Refuse.NotFound();
        if (whyClosed is not null && await whyClosed(message) is { } refusal) return refusal;
        if (await decide(message.Id)) return await reading.GetAsync(caller, id, ct);
        return Refuse.WrongState(new Said(
            $"Сообщение сейчас {EnumText.Of(message.State)}, а нужно {EnumText.Of(from)}.",
            $"The message is {EnumText.Of(message.State)}; this needs {EnumText.Of(from)}."));
    }
}
