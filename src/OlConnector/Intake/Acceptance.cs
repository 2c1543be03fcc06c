using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake.Spooling;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Intake;

/// <summary>Stores a message once, durably, and lets the caller go (design.md §4.5). Composing and sending happen later.</summary>
internal sealed class Acceptance(Writer writer, Spool spool, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, IOptions<SpoolOptions> spooling, TimeProvider clock)
{
    private const string Insert = """
        INSERT INTO messages (portal_id, id, line_id, code, portal_message_id, source, traffic, author, bindings, raw_to, template, state, history,
                              accepted_at, compose_after, expires_at, attempt, counted_attempts, is_guard_counted, is_released, has_demo_unit)
        VALUES (@portal, @id, @line, @code, @message, @source, @traffic, @author, @bindings, @to, @template, 'accepted', @entry,
                @now, @now, @expires, 0, 0, @no, @no, @no)
        ON CONFLICT (portal_id, code, portal_message_id) DO NOTHING
        """;

    /// <summary>Stores the message, in the database or, while that is away, in the spool, and finishes when that is durable.</summary>
    /// <returns>False when this id was accepted before: nothing changed. Null when too much waits already: the caller has to come back.</returns>
    public async Task<bool?> AcceptAsync(IncomingMessage message)
    {
        var now = clock.GetUtcNow();
        var id = MessageId.New(clock);
        if (spool.IsActive) return await SpoolAsync(message, id, now);
        var isNew = false;
        if (!writer.TryRun(turn => { Store(turn, message, id, now, rows => isNew = rows > 0); return true; }, out var stored)) return null;
        try
        {
            await stored.WaitAsync(spooling.Value.Patience, clock);
            if (isNew) wakeups.Composing.Pulse();
            return isNew;
        }
        catch (Exception away) when (away is DatabaseAwayException or TimeoutException)
        {
            // Should it be stored after all, the spool's copy is the same message and changes nothing.
            return await SpoolAsync(message, id, now);
        }
    }

    private async Task<bool?> SpoolAsync(IncomingMessage message, MessageId id, DateTimeOffset now) =>
        await spool.PutAsync(new SpooledMessage(message, id, now).ToBytes()) ? true : null;

    /// <summary>Stores a message within a transaction of the caller's.</summary>
    /// <param name="turn">That transaction.</param>
    /// <param name="message">What came.</param>
    /// <param name="id">Its id with us.</param>
    /// <param name="now">When it came.</param>
    /// <param name="stored">Hears, before the commit, how many rows were new: none when this message was accepted before.</param>
    internal void Store(WriteTurn turn, IncomingMessage message, MessageId id, DateTimeOffset now, Action<int>? stored = null)
    {
        var validity = message.Traffic == Traffic.Marketing ? options.CurrentValue.MarketingValidity : options.CurrentValue.DirectValidity;
        var entry = MessageHistory.Line(now, MessageState.Accepted, null, message.Source is MessageSource.Api or MessageSource.Test ? "api" : "portal");
        turn.Put(
            Insert,
            rows =>
            {
                if (rows > 0) IntakeTallies.Count(turn, message.Portal, message.Line, now);
                stored?.Invoke(rows);
            },
            ("portal", message.Portal), ("id", id), ("line", message.Line), ("code", message.Code), ("message", message.PortalMessageId),
            ("source", message.Source), ("traffic", message.Traffic), ("author", message.Author), ("bindings", message.Bindings), ("to", message.To),
            ("template", message.Text), ("entry", entry), ("now", now), ("expires", now + validity), ("no", false));
    }
}
