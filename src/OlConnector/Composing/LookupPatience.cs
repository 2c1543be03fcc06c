using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// How long a message waits for a CRM that does not answer (design.md §3), counted from its acceptance or its last release.
/// </summary>
internal static class LookupPatience
{
    internal static readonly TimeSpan Direct = TimeSpan.FromSeconds(60);
    internal static readonly TimeSpan Marketing = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private const string History = "SELECT history FROM messages WHERE sequence = @sequence";

    /// <summary>The next try; null when the message has waited long enough.</summary>
    /// <param name="traffic">Direct messages are worth less later.</param>
    /// <param name="since">Acceptance or last release.</param>
    /// <param name="after">How long the portal wants to be left alone.</param>
    /// <param name="now">The present moment.</param>
    internal static DateTimeOffset? NextTry(Traffic traffic, DateTimeOffset since, TimeSpan after, DateTimeOffset now)
    {
        var end = since + (traffic == Traffic.Direct ? Direct : Marketing);
        if (now >= end) return null;
        // Half of the age so far: the pauses grow by themselves, whoever makes the next try.
        var pause = (now - since) / 2;
        pause = pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
        var next = now + (pause > after ? pause : after);
        return next < end ? next : end;
    }

    /// <summary>When the message was last accepted: at the door, or by a person who released it. Its history knows.</summary>
    internal static DateTimeOffset Since(WriteTurn turn, AcceptedMessage message)
    {
        var history = turn.First(History, row => row.GetString(0), ("sequence", message.Row.Sequence)) ?? "";
        return MessageHistory.AcceptedLast(history) ?? message.Row.AcceptedAt;
    }
}
