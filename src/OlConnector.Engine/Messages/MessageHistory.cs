using System.Globalization;

namespace OlConnector.Engine.Messages;

/// <summary>One change in a message's history.</summary>
/// <param name="At">When, in whole milliseconds.</param>
/// <param name="State">What the message became.</param>
/// <param name="Reason">Why, from the closed list; null where there is nothing to say.</param>
/// <param name="By">Who did it: <c>system</c>, <c>gateway</c>, a person…</param>
public sealed record MessageChange(DateTimeOffset At, MessageState State, string? Reason, string By);

/// <summary>A message's history as it is kept: one line a change, <c>unix-milliseconds|state|reason|by</c>.</summary>
public static class MessageHistory
{
    private const int Parts = 4;

    private static readonly string[] Words = [.. Enum.GetNames<MessageState>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];

    /// <summary>The line that tells of a change; it is appended to those before it.</summary>
    public static string Line(DateTimeOffset at, MessageState state, string? reason, string by) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds()}|{Words[(int)state]}|{reason}|{by}\n");

    /// <summary>The changes in the order in which they happened. A line that tells of none is passed over.</summary>
    public static IEnumerable<MessageChange> Read(string history) =>
        history.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine).OfType<MessageChange>();

    /// <summary>When the message was last accepted: at the door, or by a person who released it; null where that is not said.</summary>
    public static DateTimeOffset? AcceptedLast(string history) =>
        Read(history).LastOrDefault(change => change.State == MessageState.Accepted)?.At;

    private static MessageChange? ReadLine(string line) =>
        line.Split('|', Parts) is [var at, var word, var reason, var by]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && Array.IndexOf(Words, word) is >= 0 and var state
            ? new MessageChange(
                DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), (MessageState)state, reason.Length == 0 ? null : reason, by)
            : null;
}
