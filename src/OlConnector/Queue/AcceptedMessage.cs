using System.Data.Common;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>A message that waits to be composed and admitted.</summary>
internal sealed record AcceptedMessage(
    MessageRow Row, Traffic Traffic, string? Author, string? Bindings, string RawTo, string Template, string? ComposeAs, bool IsGuardCounted, bool IsReleased, MessageSource Source)
{
    private const string Take = $"""
        UPDATE messages SET compose_after = @lease
         WHERE sequence IN (SELECT sequence FROM messages WHERE state = 'accepted' AND compose_after <= @now ORDER BY compose_after, sequence LIMIT @limit {RowLock.Skip})
        RETURNING sequence, portal_id, id, line_id, code, portal_message_id, campaign_id, state, accepted_at, attempt, counted_attempts, has_demo_unit,
                  traffic, author, bindings, raw_to, template, compose_as, is_guard_counted, is_released, source
        """;

    private const string Earliest = "SELECT MIN(compose_after) FROM messages WHERE state = 'accepted'";

    private const string Keep = "UPDATE messages SET compose_after = @lease WHERE sequence = @sequence AND state = 'accepted'";

    private const string ForgetLeases = "UPDATE messages SET compose_after = accepted_at WHERE state = 'accepted'";

    /// <summary>Takes the oldest accepted messages; nobody else takes them before the lease is over.</summary>
    internal static List<AcceptedMessage> TakeBatch(WriteTurn turn, int limit, TimeSpan lease, DateTimeOffset now)
    {
        var batch = turn.Query(Take, Read, ("lease", now + lease), ("now", now), ("limit", limit));
        batch.Sort((left, right) => left.Row.Sequence.CompareTo(right.Row.Sequence));
        return batch;
    }

    /// <summary>Nobody else takes a message before then.</summary>
    internal static void KeepTaken(WriteTurn turn, long sequence, DateTimeOffset until) => turn.Put(Keep, ("lease", until), ("sequence", sequence));

    /// <summary>When the next one may be taken.</summary>
    internal static DateTimeOffset? NextAt(WriteTurn turn) =>
        turn.First(Earliest, row => row.MomentOrNull(0));

    /// <summary>At the start on SQLite every lease is a dead process's.</summary>
    internal static int FreeAll(WriteTurn turn) => turn.Execute(ForgetLeases);

    private static AcceptedMessage Read(DbDataReader row) => new(
        MessageRow.Read(row), EnumText.To<Traffic>(row.GetString(12)), row.TextOrNull(13), row.TextOrNull(14), row.GetString(15), row.GetString(16), row.TextOrNull(17),
        row.GetBoolean(18), row.GetBoolean(19), EnumText.To<MessageSource>(row.GetString(20)));
}
