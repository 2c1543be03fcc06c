using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Accepted messages, taken in fair shares: portals take turns, and of a portal's share direct messages come first. Whoever hands over
/// thousands waits for themselves only.
/// </summary>
/// <param name="Messages">
/// Direct ones first, each kind in the order of acceptance; nobody else takes them before their lease is over.
/// </param>
/// <param name="Last">The portal that was served last: the next batch begins behind it.</param>
internal sealed record FairBatch(List<AcceptedMessage> Messages, PortalId? Last)
{
    /// <summary>Portals of one batch at most: each costs a statement or two of its own.</summary>
    private const int MostPortals = 25;

    /// <summary>From portal to portal along the index, however much each of them waits with.</summary>
    private const string Waiting = """
        WITH RECURSIVE waiting (portal_id) AS (
            SELECT MIN(portal_id) FROM messages WHERE state = 'accepted' AND portal_id > @after
            UNION ALL
            SELECT (SELECT MIN(m.portal_id) FROM messages m WHERE m.state = 'accepted' AND m.portal_id > w.portal_id)
              FROM waiting w WHERE w.portal_id IS NOT NULL)
        """;

    internal const string DuePortals = $"""
        {Waiting}
        SELECT due.portal_id, due.has_direct, due.has_marketing
          FROM (SELECT w.portal_id,
                       EXISTS (SELECT 1 FROM messages m WHERE m.state = 'accepted' AND m.portal_id = w.portal_id
                                  AND m.traffic = 'direct' AND m.compose_after <= @now) AS has_direct,
                       EXISTS (SELECT 1 FROM messages m WHERE m.state = 'accepted' AND m.portal_id = w.portal_id
                                  AND m.traffic = 'marketing' AND m.compose_after <= @now) AS has_marketing
                  FROM waiting w WHERE w.portal_id IS NOT NULL) due
         WHERE due.has_direct OR due.has_marketing LIMIT @most
        """;

    internal const string Earliest = $"""
        {Waiting}
        SELECT MIN(at) FROM (
            SELECT (SELECT MIN(m.compose_after) FROM messages m
                     WHERE m.state = 'accepted' AND m.portal_id = w.portal_id AND m.traffic = 'direct') AS at
              FROM waiting w WHERE w.portal_id IS NOT NULL
            UNION ALL
            SELECT (SELECT MIN(m.compose_after) FROM messages m
                     WHERE m.state = 'accepted' AND m.portal_id = w.portal_id AND m.traffic = 'marketing')
              FROM waiting w WHERE w.portal_id IS NOT NULL) times
        """;

    internal const string TakeShare = $"""
        UPDATE messages SET compose_after = @lease
         WHERE sequence IN (SELECT sequence FROM messages
                             WHERE state = 'accepted' AND portal_id = @portal AND traffic = @traffic AND compose_after <= @now
                             ORDER BY compose_after, sequence LIMIT @limit {RowLock.Skip})
        RETURNING {AcceptedMessage.Columns}
        """;

    /// <summary>Takes what is due, in equal shares for the portals that wait.</summary>
    /// <param name="turn">The transaction.</param>
    /// <param name="after">The portal that was served last.</param>
    /// <param name="limit">Messages at most.</param>
    /// <param name="lease">How long they are the taker's.</param>
    /// <param name="now">The present moment.</param>
    internal static FairBatch Take(WriteTurn turn, PortalId? after, int limit, TimeSpan lease, DateTimeOffset now)
    {
        var (portals, messages) = (PortalsBehind(turn, after, now), new List<AcceptedMessage>());
        var share = Math.Max(1, limit / Math.Max(1, portals.Count));
        foreach (var portal in portals)
        {
            var direct = portal.HasDirect ? Take(turn, portal.Id, Traffic.Direct, share, lease, now) : [];
            messages.AddRange(direct);
            if (portal.HasMarketing && direct.Count < share)
                messages.AddRange(Take(turn, portal.Id, Traffic.Marketing, share - direct.Count, lease, now));
        }

        messages.Sort(DirectFirst);
        return new FairBatch(messages, portals.Count == 0 ? after : portals[^1].Id);
    }

    /// <summary>When the next one may be taken.</summary>
    internal static DateTimeOffset? NextAt(WriteTurn turn) => turn.First(Earliest, row => row.MomentOrNull(0), ("after", ""));

    /// <summary>The order in which messages are finished: mailings in the order of acceptance, and who is in a hurry before them.</summary>
    internal static int DirectFirst(AcceptedMessage left, AcceptedMessage right) =>
        (left.Traffic, left.Row.Sequence).CompareTo((right.Traffic, right.Row.Sequence));

    /// <summary>Those that wait, from behind the one that was served last, once around.</summary>
    private static List<WaitingPortal> PortalsBehind(WriteTurn turn, PortalId? after, DateTimeOffset now)
    {
        var behind = Portals(turn, after?.Value ?? "", now);
        if (after is null || behind.Count == MostPortals) return behind;
        var known = behind.Select(portal => portal.Id).ToHashSet();
        return [.. behind, .. Portals(turn, "", now).Where(portal => !known.Contains(portal.Id)).Take(MostPortals - behind.Count)];
    }

    private static List<WaitingPortal> Portals(WriteTurn turn, string after, DateTimeOffset now) => turn.Query(
        DuePortals, row => new WaitingPortal(new PortalId(row.GetString(0)), row.GetBoolean(1), row.GetBoolean(2)),
        ("after", after), ("now", now), ("most", MostPortals));

    private static List<AcceptedMessage> Take(
        WriteTurn turn, PortalId portal, Traffic traffic, int limit, TimeSpan lease, DateTimeOffset now) => turn.Query(
        TakeShare, AcceptedMessage.Read,
        ("lease", now + lease), ("portal", portal), ("traffic", traffic), ("now", now), ("limit", limit));

    private readonly record struct WaitingPortal(PortalId Id, bool HasDirect, bool HasMarketing);
}
