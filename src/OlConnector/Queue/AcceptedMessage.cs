using System.Data.Common;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>A message that waits to be composed and admitted.</summary>
internal sealed record AcceptedMessage(
    MessageRow Row, Traffic Traffic, string? Author, string? Bindings, string RawTo, string Template, string? ComposeAs,
    bool IsGuardCounted, bool IsReleased, MessageSource Source)
{
    private const string Take = $"""
        UPDATE messages SET compose_after = @lease
         WHERE sequence IN (SELECT sequence FROM messages WHERE state = 'accepted' AND compose_after <= @now
                             ORDER BY compose_after, sequence LIMIT @limit {RowLock.Skip})
        RETURNING {MessageRow.Columns},
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
    internal static void KeepTaken(WriteTurn turn, long sequence, DateTimeOffset until) =>
        turn.Put(Keep, ("lease", until), ("sequence", sequence));

    /// <summary>When the next one may be taken.</summary>
    internal static DateTimeOffset? NextAt(WriteTurn turn) =>
        turn.First(Earliest, row => row.MomentOrNull(0));

    /// <summary>At the start on SQLite every lease is a dead process's.</summary>
    internal static int FreeAll(WriteTurn turn) => turn.Execute(ForgetLeases);

    private static AcceptedMessage Read(DbDataReader row)
    {
        var columns = new RowReader(row);
        return new AcceptedMessage(
            MessageRow.Read(ref columns), columns.NextWord<Traffic>(), columns.NextTextOrNull(), columns.NextTextOrNull(),
            columns.NextText(), columns.NextText(), columns.NextTextOrNull(), columns.NextFlag(), columns.NextFlag(),
            columns.NextWord<MessageSource>());
    }
}
