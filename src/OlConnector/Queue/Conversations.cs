using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Knows when clients last wrote to a line: some vendors take free texts only soon after that (design.md §10), and whom a line has heard
/// it does not write to for the first time.
/// </summary>
internal sealed class Conversations(IEnumerable<IGatewayKind> kinds)
{
    /// <summary>
    /// Digits at the end of a number by which a client is found again. Two clients who share them on one line are taken for one: then the
    /// vendor is asked, and says no itself.
    /// </summary>
    private const int TailLength = 8;

    /// <summary>How long it is remembered. Longer than any window, so that a line is known to hear its clients. 30 days.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string Write = """
        INSERT INTO conversations (portal_id, line_id, phone, tail, last_inbound_at) VALUES (@portal, @line, @phone, @tail, @at)
        ON CONFLICT (line_id, phone) DO UPDATE SET last_inbound_at = excluded.last_inbound_at
         WHERE conversations.last_inbound_at < excluded.last_inbound_at
        """;

    /// <summary>A line that has heard nobody may not be called back at all, and one that is new did not hear what came before it.</summary>
    private const string ListensSince = """
        SELECT l.gateway_kind, CASE WHEN EXISTS (SELECT 1 FROM conversations c WHERE c.line_id = l.id) THEN l.connected_at END,
               (SELECT MAX(c.last_inbound_at) FROM conversations c WHERE c.line_id = l.id AND c.tail = @tail)
          FROM lines l WHERE l.id = @line
        """;

    private const string Known = "SELECT 1 FROM conversations WHERE line_id = @line AND tail = @tail LIMIT 1";

    private const string ForgetOne = "DELETE FROM conversations WHERE portal_id = @portal AND tail = @tail";
    private const string ForgetBefore = "DELETE FROM conversations WHERE last_inbound_at < @before";

    private readonly Dictionary<string, TimeSpan> _windows =
        kinds.Where(kind => kind.Traits.ReplyWindow is not null)
            .ToDictionary(kind => kind.Kind, kind => kind.Traits.ReplyWindow!.Value, StringComparer.Ordinal);

    /// <summary>A client wrote: to whom a line has heard from it is no stranger.</summary>
    internal static void Note(WriteTurn turn, PortalId portal, LineId line, PhoneNumber from, DateTimeOffset at) =>
        turn.Execute(Write, ("portal", portal), ("line", line), ("phone", from.Digits), ("tail", TailOf(from)), ("at", at));

    /// <summary>True when the client has written to the line of late.</summary>
    internal static bool Knows(WriteTurn turn, LineId line, PhoneNumber client) =>
        turn.First(Known, _ => true, ("line", line), ("tail", TailOf(client)));

    /// <summary>
    /// True when a free text is sure to be refused: the window is over, and the line would have heard of a later message.
    /// </summary>
    internal bool IsClosed(WriteTurn turn, LineId line, PhoneNumber to, DateTimeOffset now)
    {
        var (kind, listensSince, lastInboundAt) = turn.First(
            ListensSince, row => (row.GetString(0), row.MomentOrNull(1), row.MomentOrNull(2)), ("tail", TailOf(to)), ("line", line));
        return kind is not null && _windows.TryGetValue(kind, out var window)
            && listensSince + window <= now && !(now - lastInboundAt < window);
    }

    /// <summary>Forgets a portal's number.</summary>
    internal static void Forget(WriteTurn turn, PortalId portal, PhoneNumber number) =>
        turn.Execute(ForgetOne, ("portal", portal), ("tail", TailOf(number)));

    /// <summary>Deletes what is too old.</summary>
    internal static void ForgetOld(WriteTurn turn, DateTimeOffset now) => turn.Execute(ForgetBefore, ("before", now - KeptFor));

    /// <summary>The digits by which a client is found again.</summary>
    internal static string TailOf(PhoneNumber number) => number.Digits.Length > TailLength ? number.Digits[^TailLength..] : number.Digits;
}
