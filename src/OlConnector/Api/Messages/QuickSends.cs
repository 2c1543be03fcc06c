using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using OlConnector.Api.Lines;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Portals;
using OlConnector.Gateways;
using OlConnector.Intake;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Messages;

/// <summary>
/// Sends one message of a person's or program's own. It goes the way of every other message: guard, quota, opt-out and hours hold for it
/// too, and a mailing that comes as single messages is one all the same.
/// </summary>
internal sealed class QuickSends(
    Writer writer, Database database, LineReading lines, Acceptance acceptance, GatewayCatalog kinds, TemplateDesk templates,
    AlikeSends alike, StopList stopList, AuditTrail audit, Wakeups wakeups, TimeProvider clock)
{
    /// <summary>Accepts a message; with an idempotency key, once however often it is called.</summary>
    internal async Task<ActionResult<QuickSendAnswer>> SendAsync(
        Caller caller, QuickSendDraft draft, string? idempotencyKey, CancellationToken ct, MessageSource source = MessageSource.Api)
    {
        if (IdempotencyKey.TryRead(idempotencyKey, caller, "send", draft, out var key) is { } badKey) return badKey;
        if (key is not null && await writer.RunAsync(turn => Earlier(turn, key, caller), ct) is { } earlier) return Answer(earlier);
        if (QuickSendChecks.CheckKind(draft, caller) is { } notTheirs) return notTheirs;
        if (string.IsNullOrEmpty(draft.Line)) return Refuse.Required("line");
        if (await lines.FindAsync(caller, draft.Line, ct) is not { } line) return Refuse.NotFound();
        if (line.State == LineState.Off) return LineRefusals.Deleted();
        var portal = await PortalAsync(caller, ct);
        var traits = kinds.TryGet(line.GatewayKind, out var kind) ? kind.Traits : null;
        if (QuickSendChecks.Check(draft, portal, traits, out var to) is { } refusal) return refusal;
        if (await templates.CheckAsync(line.Id, draft.Text!, ct) is { } mismatch) return mismatch;

        var (id, now) = (MessageId.New(clock), clock.GetUtcNow());
        var message = new IncomingMessage(
            caller.Portal, line.Id, line.Code, null, source, TrafficOf(portal, line, draft, to), draft.To!, draft.Text!,
            caller.Kind == CallerKind.Session ? caller.Id : null, Bindings: null);
        var send = new Send(message, id, to, draft.Transactional == true, key, caller, now);
        return writer.TryRun(turn => Store(turn, send), out var stored) ? Answer(await stored) : Refuse.Overloaded();
    }

    private Traffic TrafficOf(Portal portal, Line line, QuickSendDraft draft, PhoneNumber to)
    {
        if (draft.Kind == QuickSendKind.Marketing) return Traffic.Marketing;
        if (draft.Transactional == true) return Traffic.Direct;
        return alike.IsMailing(portal.Id, draft.Text!, to, GuardJson.GuardOf(portal.Guard), GuardJson.GuardOf(line.Guard))
            ? Traffic.Marketing
            : Traffic.Direct;
    }

    private Stored Store(WriteTurn turn, Send send)
    {
        // Somebody may have come first with the same key since the look before.
        if (send.Key is { } key && Earlier(turn, key, send.Caller) is { } earlier) return earlier;
        if (!Acceptance.Takes(turn, send.Caller.Portal, send.Message.Line)) return new Stored.Nowhere();
        if (Obstacle(turn, send) is { } reason) return new Stored.OnStopList(reason);
        acceptance.Store(turn, send.Message, send.Id, send.Now, send.Caller.Actor);
        var body = ApiJson.Text(
            new QuickSendAnswer(send.Id.ToString(), MessageState.Accepted, QuickSendChecks.PartsOf(send.Message, send.Id)));
        send.Key?.Keep(turn, send.Caller, StatusCodes.Status202Accepted, body, send.Now);
        return new Stored.Answered(body);
    }

    /// <summary>Marketing meets the stop-list when it is admitted, where the message ends as suppressed; a direct one here.</summary>
    private string? Obstacle(WriteTurn turn, Send send)
    {
        if (send.Message.Traffic == Traffic.Marketing) return null;
        if (stopList.ReasonOf(turn, send.Caller.Portal, send.To.Digits) is not { } reason) return null;
        if (!send.IsTransactional) return reason;
        var action = reason == Reason.OptedOut ? "sent in spite of opt-out" : "sent in spite of stop list";
        audit.Write(turn, send.Caller.Portal, send.Caller.Actor, action, send.Id.ToString(), after: send.To.ToString());
        return null;
    }

    private static Stored? Earlier(WriteTurn turn, IdempotencyKey key, Caller caller) =>
        key.Earlier(turn, caller, out var isReused) is { } body ? isReused ? new Stored.KeyReused() : new Stored.Answered(body) : null;

    private ActionResult<QuickSendAnswer> Answer(Stored stored)
    {
        switch (stored)
        {
            case Stored.Answered answered:
                wakeups.Composing.Pulse();
                return new ObjectResult(JsonConvert.DeserializeObject<QuickSendAnswer>(answered.Body))
                {
                    StatusCode = StatusCodes.Status202Accepted,
                };
            case Stored.KeyReused:
                return IdempotencyKey.Reused();
            case Stored.Nowhere:
                return Refuse.NotFound();
            default:
                return QuickSendRefusals.OnStopList(((Stored.OnStopList)stored).Reason);
        }
    }

    private async Task<Portal> PortalAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().SingleAsync(portal => portal.Id == caller.Portal, ct);
    }

    /// <summary>A message that has passed every check that needs no transaction.</summary>
    private sealed record Send(
        IncomingMessage Message, MessageId Id, PhoneNumber To, bool IsTransactional, IdempotencyKey? Key, Caller Caller,
        DateTimeOffset Now);

    /// <summary>What came of it. A closed family.</summary>
    private abstract record Stored
    {
        /// <summary>What was answered, now or before.</summary>
        internal sealed record Answered(string Body) : Stored;

        /// <summary>The key came with another request.</summary>
        internal sealed record KeyReused : Stored;

        /// <summary>The line has just gone, with its portal's data.</summary>
        internal sealed record Nowhere : Stored;

        /// <summary>The recipient is on the stop-list.</summary>
        internal sealed record OnStopList(string Reason) : Stored;
    }
}
