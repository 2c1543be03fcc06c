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
internal sealed class Acceptance(
    Writer writer, Spool spool, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, IOptions<SpoolOptions> spooling,
    TimeProvider clock)
{
    /// <summary>What came of a message at the door. A closed family.</summary>
    internal abstract record Result
    {
        private Result() { }

        /// <summary>It is kept, in the database or in the spool.</summary>
        public sealed record New : Result;

        /// <summary>This id was accepted before: nothing changed.</summary>
        public sealed record Repeated : Result;

        /// <summary>Too much waits already: nothing was kept, and the caller has to come back.</summary>
        public sealed record Overloaded : Result;

        /// <summary>The line is gone, with its portal's data: nothing was kept.</summary>
        public sealed record Gone : Result;
    }

    // A portal whose data is being deleted takes nothing more in.
    private const string OpenLine = """
        FROM lines l JOIN portals p ON p.id = l.portal_id WHERE l.portal_id = @portal AND l.id = @line AND p.purge_requested_at IS NULL
        """;

    private const string IsOpen = $"SELECT 1 {OpenLine}";

    private const string Insert = $"""
        INSERT INTO messages (portal_id, id, line_id, code, portal_message_id, source, traffic, author, bindings, raw_to, template, state,
                              history, accepted_at, compose_after, expires_at, attempt, counted_attempts, is_guard_counted, is_released,
                              has_demo_unit)
        SELECT @portal, @id, @line, @code, @message, @source, @traffic, @author, @bindings, @to, @template, 'accepted',
               @entry, @now, @now, @expires, 0, 0, @no, @no, @no
         WHERE EXISTS (SELECT 1 {OpenLine})
        ON CONFLICT (portal_id, code, portal_message_id) DO NOTHING
        """;

    /// <summary>Stores the message, in the database or, while that is away, in the spool, and finishes when that is durable.</summary>
    public async Task<Result> AcceptAsync(IncomingMessage message)
    {
        var now = clock.GetUtcNow();
        var id = MessageId.New(clock);
        if (spool.IsActive) return await SpoolAsync(message, id, now);
        if (!writer.TryRun(turn => Store(turn, message, id, now), out var stored)) return new Result.Overloaded();
        try
        {
            var receipt = await stored.WaitAsync(spooling.Value.Patience, clock);
            if (receipt is { IsNew: false }) return await IsGoneAsync(message) ? new Result.Gone() : new Result.Repeated();
            wakeups.Composing.Pulse();
            return new Result.New();
        }
        catch (Exception away) when (away is DatabaseAwayException or TimeoutException)
        {
            // Should it be stored after all, the spool's copy is the same message and changes nothing.
            return await SpoolAsync(message, id, now);
        }
    }

    private async Task<Result> SpoolAsync(IncomingMessage message, MessageId id, DateTimeOffset now) =>
        await spool.PutAsync(new SpooledMessage(message, id, now).ToBytes()) ? new Result.New() : new Result.Overloaded();

    /// <summary>True while the line takes messages: it is there, and nobody has asked for its portal's data to be deleted.</summary>
    internal static bool Takes(WriteTurn turn, PortalId portal, LineId line) =>
        turn.First(IsOpen, _ => true, ("portal", portal), ("line", line));

    private Task<bool> IsGoneAsync(IncomingMessage message) => writer.RunAsync(turn => !Takes(turn, message.Portal, message.Line));

    /// <summary>Stores a message within a transaction of the caller's, if its line takes it.</summary>
    /// <param name="turn">That transaction.</param>
    /// <param name="message">What came.</param>
    /// <param name="id">Its id with us.</param>
    /// <param name="now">When it came.</param>
    /// <param name="by">Who sent it, for the message's history.</param>
    /// <returns>What the database says to it, known when the transaction is committed.</returns>
    internal Receipt Store(WriteTurn turn, IncomingMessage message, MessageId id, DateTimeOffset now, string by = "portal")
    {
        var validity = message.Traffic == Traffic.Marketing ? options.CurrentValue.MarketingValidity : options.CurrentValue.DirectValidity;
        var entry = MessageHistory.Line(now, MessageState.Accepted, null, by);
        var receipt = new Receipt();
        turn.Put(
            Insert,
            rows =>
            {
                receipt.IsNew = rows > 0;
                if (receipt.IsNew) IntakeTallies.Count(turn, message.Portal, message.Line, now);
            },
            ("portal", message.Portal), ("id", id), ("line", message.Line), ("code", message.Code), ("message", message.PortalMessageId),
            ("source", message.Source), ("traffic", message.Traffic), ("author", message.Author), ("bindings", message.Bindings),
            ("to", message.To), ("template", message.Text), ("entry", entry), ("now", now), ("expires", now + validity), ("no", false));
        if (message.Robot is { } wait)
            RobotCalls.Wait(turn, message.Portal, id, message.PortalMessageId![RobotCalls.Mark.Length..], wait, now);
        return receipt;
    }

    /// <summary>
    /// Of a stored message. Statements of a turn are answered together, so it is filled in before the commit and read after it.
    /// </summary>
    internal sealed class Receipt
    {
        /// <summary>False when the message was accepted before, or its line takes none any more.</summary>
        public bool IsNew { get; set; }
    }
}
