using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>What a move between states has to know of a message.</summary>
internal sealed record MessageRow(
    long Sequence, PortalId PortalId, MessageId Id, LineId LineId, string Code, string? PortalMessageId, Guid? CampaignId,
    MessageState State, DateTimeOffset AcceptedAt, int Attempt, int CountedAttempts, bool HasDemoUnit)
{
    /// <summary>The columns that <see cref="Read(DbDataReader)"/> expects, in its order.</summary>
    internal const string Columns = """
        sequence, portal_id, id, line_id, code, portal_message_id, campaign_id, state, accepted_at, attempt, counted_attempts,
        has_demo_unit
        """;

    private const string BySequence = $"SELECT {Columns} FROM messages WHERE sequence = @sequence {RowLock.Wait}";

    internal const string BySequences =
        $"SELECT {Columns} FROM messages WHERE sequence {RowSet.Sequences} ORDER BY sequence {RowLock.Wait}";

    /// <summary>True when Bitrix24 gave an id by which it can be told about the message.</summary>
    internal bool HasFeedback => PortalMessageId is not null and not ['~', ..];

    /// <summary>The message, held for this transaction.</summary>
    internal static MessageRow? Find(WriteTurn turn, long sequence) => turn.First(BySequence, Read, ("sequence", sequence));

    /// <summary>Several messages, held for this transaction.</summary>
    internal static Dictionary<long, MessageRow> Find(WriteTurn turn, IEnumerable<long> sequences) =>
        turn.Query(BySequences, Read, ("sequences", sequences)).ToDictionary(message => message.Sequence);

    internal static MessageRow Read(DbDataReader row)
    {
        var columns = new RowReader(row);
        return Read(ref columns);
    }

    /// <summary>The same as the beginning of a longer row.</summary>
    internal static MessageRow Read(ref RowReader row) => new(
        row.NextLong(), row.NextPortal(), row.NextMessage(), row.NextLine(), row.NextText(), row.NextTextOrNull(), row.NextGuidOrNull(),
        row.NextWord<MessageState>(), row.NextMoment(), row.NextInt(), row.NextInt(), row.NextFlag());
}
