using OlConnector.Engine;
using OlConnector.Engine.Phones;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Who answered a line and when, once a day, on every gateway that has incoming messages. What was written is not kept: how many of those
/// who got a mailing answer is all that is asked (product.md §12.9).
/// </summary>
internal static class ClientReplies
{
    /// <summary>A reply counts for what the line sent so long before. 7 days.</summary>
    public static readonly TimeSpan Counts = TimeSpan.FromDays(7);

    /// <summary>Longer than any question reaches back: 30 days of messages, and 7 more to answer the last of them.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(38);

    private const string Write = """
        INSERT INTO client_replies (line_id, tail, day, portal_id, at) VALUES (@line, @tail, @day, @portal, @at)
        ON CONFLICT (line_id, tail, day) DO UPDATE SET at = excluded.at WHERE client_replies.at < excluded.at
        """;

    private const string ForgetOne = "DELETE FROM client_replies WHERE portal_id = @portal AND tail = @tail";
    private const string ForgetBefore = "DELETE FROM client_replies WHERE at < @before";

    /// <summary>A client wrote.</summary>
    internal static void Note(WriteTurn turn, PortalId portal, LineId line, PhoneNumber from, DateTimeOffset at) => turn.Execute(
        Write, ("line", line), ("tail", Conversations.TailOf(from)), ("day", UtcDay.Of(at)), ("portal", portal), ("at", at));

    /// <summary>Forgets a portal's number.</summary>
    internal static void Forget(WriteTurn turn, PortalId portal, PhoneNumber number) =>
        turn.Execute(ForgetOne, ("portal", portal), ("tail", Conversations.TailOf(number)));

    /// <summary>Deletes what nobody asks for any more.</summary>
    internal static void ForgetOld(WriteTurn turn, DateTimeOffset now) => turn.Execute(ForgetBefore, ("before", now - KeptFor));
}
