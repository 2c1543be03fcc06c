using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Knows which of clients' messages were taken: vendors bring a callback again until it is answered, and whoever recorded one may bring it
/// much later, when the client has changed their mind.
/// </summary>
internal static class HeardReplies
{
    /// <summary>How long they are known; longer than any vendor repeats. 7 days.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private const string Insert = """
        INSERT INTO heard_replies (portal_id, line_id, hash, at) VALUES (@portal, @line, @hash, @now)
        ON CONFLICT (line_id, hash) DO NOTHING
        """;

    private const string ForgetBefore = "DELETE FROM heard_replies WHERE at < @before";

    /// <summary>Takes a message, in the transaction of what it does; false when it was taken before.</summary>
    /// <param name="hash">SHA-256 of what the vendor knows it by.</param>
    internal static bool Take(WriteTurn turn, PortalId portal, LineId line, string hash, DateTimeOffset now) =>
        turn.Execute(Insert, ("portal", portal), ("line", line), ("hash", hash), ("now", now)) == 1;

    /// <summary>Forgets what no vendor repeats any more.</summary>
    internal static void ForgetOld(WriteTurn turn, DateTimeOffset now) => turn.Execute(ForgetBefore, ("before", now - KeptFor));
}
