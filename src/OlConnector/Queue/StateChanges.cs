using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Tells whom a message's new state concerns, in the transaction that makes it true.</summary>
internal static class StateChanges
{
    /// <summary>The portal, and whatever was counted of the message's day.</summary>
    internal static void Tell(WriteTurn turn, MessageRow message, MessageState to, DateTimeOffset now)
    {
        Outbox.Tell(turn, message, to, now);
        if (ChangedDays.IsLate(message.AcceptedAt, now)) ChangedDays.Note(turn, message.PortalId, message.AcceptedAt);
    }
}
