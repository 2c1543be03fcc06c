using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Tells whom a message's new state concerns, in the transaction that makes it true.</summary>
internal sealed class StateChanges(WebhookEvents events)
{
    /// <summary>The portal and its own programs; whatever was counted of the day, and what counts failures.</summary>
    internal void Tell(WriteTurn turn, MessageRow message, MessageState to, string? reason, DateTimeOffset now)
    {
        Outbox.Tell(turn, message, to, now);
        if (ChangedDays.IsLate(message.AcceptedAt, now)) ChangedDays.Note(turn, message.PortalId, message.AcceptedAt);
        events.Moved(turn, message, to, reason, now);
        Meters.Note(turn, message, to, reason);
    }
}
