using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using OlConnector.Api.Lines;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Gateways;
using OlConnector.Intake;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Messages;

/// <summary>
/// Sends one message of a person's or program's own. It goes the way of every other message: guard, quota, opt-out and hours hold for it
/// too.
/// </summary>
internal sealed class QuickSends(
    Writer writer, Database database, LineReading lines, Acceptance acceptance, GatewayCatalog kinds, TemplateDesk templates,
    Wakeups wakeups, TimeProvider clock)
{
    /// <summary>Accepts a message; with an idempotency key, once however often it is called.</summary>
    internal async Task<ActionResult<QuickSendAnswer>> SendAsync(
        Caller caller, QuickSendDraft draft, string? idempotencyKey, CancellationToken ct, MessageSource source = MessageSource.Api)
    {
        if (IdempotencyKey.TryRead(idempotencyKey, caller, "send", draft, out var key) is { } badKey) return badKey;
        if (key is not null && await writer.RunAsync(turn => Earlier(turn, key, caller), ct) is { } earlier) return Answer(earlier);
        if (string.IsNullOrEmpty(draft.Line)) return Refuse.Required("line");
        if (await lines.FindAsync(caller, draft.Line, ct) is not { } line) return Refuse.NotFound();
        if (line.State == LineState.Off) return LineRefusals.Deleted();
        var portal = await PortalAsync(caller, ct);
        if (QuickSendChecks.Check(draft, portal, kinds.TryGet(line.GatewayKind, out var kind) ? kind.Traits : null) is { } refusal)
            return refusal;
        if (await templates.CheckAsync(line.Id, draft.Text!, ct) is { } mismatch) return mismatch;

        var (id, now) = (MessageId.New(clock), clock.GetUtcNow());
        var message = new IncomingMessage(
            caller.Portal, line.Id, line.Code, null, source, Traffic.Direct, draft.To!, draft.Text!,
            caller.Kind == CallerKind.Session ? caller.Id : null, Bindings: null);
        var answer = new QuickSendAnswer(id.ToString(), MessageState.Accepted, QuickSendChecks.PartsOf(message, id));
        if (!writer.TryRun(turn => Store(turn, message, id, answer, key, caller, now), out var stored)) return Refuse.Overloaded();
        return Answer(await stored);
    }

    private Stored Store(
        WriteTurn turn, IncomingMessage message, MessageId id, QuickSendAnswer answer, IdempotencyKey? key, Caller caller,
        DateTimeOffset now)
    {
        // Somebody may have come first with the same key since the look before.
        if (key is not null && Earlier(turn, key, caller) is { } earlier) return earlier;
        if (!Acceptance.Takes(turn, caller.Portal, message.Line)) return Stored.Nowhere;
        acceptance.Store(turn, message, id, now);
        var body = ApiJson.Text(answer);
        key?.Keep(turn, caller, StatusCodes.Status202Accepted, body, now);
        return new Stored(body);
    }

    private static Stored? Earlier(WriteTurn turn, IdempotencyKey key, Caller caller) =>
        key.Earlier(turn, caller, out var isReused) is { } body ? new Stored(isReused ? null : body) : null;

    private ActionResult<QuickSendAnswer> Answer(Stored stored)
    {
        if (stored.IsNowhere) return Refuse.NotFound();
        if (stored.Body is null) return IdempotencyKey.Reused();
        wakeups.Composing.Pulse();
        return new ObjectResult(JsonConvert.DeserializeObject<QuickSendAnswer>(stored.Body)) { StatusCode = StatusCodes.Status202Accepted };
    }

    private async Task<Portal> PortalAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().SingleAsync(portal => portal.Id == caller.Portal, ct);
    }

    /// <summary>What was answered, now or before; null when the key came with another request.</summary>
    private sealed record Stored(string? Body)
    {
        /// <summary>The line has just gone, with its portal's data.</summary>
        internal static Stored Nowhere { get; } = new((string?)null) { IsNowhere = true };

        internal bool IsNowhere { get; private init; }
    }
}
