using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Tells whom a message's new state concerns, in the transaction that makes it true.</summary>
internal sealed class StateChanges(WebhookEvents events)
{
    /// <summary>The portal, its processes and its own programs; whatever was counted of the day, and what counts failures.</summary>
    internal void Tell(WriteTurn turn, MessageRow message, MessageState to, string? reason, DateTimeOffset now)
    {
        Outbox.Tell(turn, message, to, now);
        Note(turn, message, to, reason, now);
    }

    /// <summary>The same for many messages that become one state.</summary>
    internal void TellAll(WriteTurn turn, IReadOnlyList<MessageRow> messages, MessageState to, string? reason, DateTimeOffset now)
    {
        Outbox.TellAll(turn, messages, to, now);
        foreach (var message in messages) Note(turn, message, to, reason, now);
    }

    private void Note(WriteTurn turn, MessageRow message, MessageState to, string? reason, DateTimeOffset now)
    {
        if (ChangedDays.IsLate(message.AcceptedAt, now)) ChangedDays.Note(turn, message.PortalId, message.AcceptedAt);
        RobotCalls.Moved(turn, message, to, now);
        events.Moved(turn, message, to, reason, now);
        Meters.Note(turn, message, to, reason);
    }
}
