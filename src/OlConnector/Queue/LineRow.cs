using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>What pacing has to know of a line.</summary>
internal sealed record LineRow(
    PortalId PortalId, LineId Id, LineState State, string? FrozenReason, string GatewayKind, TimeSpan MarketingInterval,
    TimeSpan DirectInterval, int Jitter, string? Window, DateTimeOffset? LastAnswerAt, DateTimeOffset? NotBefore, TimeSpan? LastPause,
    Guid? ClaimToken, bool ResendUnknown, DateTimeOffset? NextDueAt, string? WaitReason) : IPacedLine
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    internal const string Columns = """
        portal_id, id, state, frozen_reason, gateway_kind, marketing_interval, direct_interval, jitter, "window", last_answer_at,
        not_before, last_pause, claim_token, resend_unknown, next_due_at, wait_reason
        """;

    private const string ById = $"SELECT {Columns} FROM lines WHERE id = @line {RowLock.Wait}";

    // One order for all who hold several lines: nobody waits for another in a circle.
    internal const string ByIds = $"SELECT {Columns} FROM lines WHERE id {RowSet.Lines} ORDER BY id {RowLock.Wait}";

    internal const string Free = $"SELECT {Columns} FROM lines WHERE id {RowSet.Lines} {RowLock.Skip}";

    /// <summary>The line, held for this transaction.</summary>
    internal static LineRow? Find(WriteTurn turn, LineId line) => turn.First(ById, Read, ("line", line));

    /// <summary>Several lines, held for this transaction.</summary>
    internal static Dictionary<LineId, LineRow> Find(WriteTurn turn, IEnumerable<LineId> lines) =>
        turn.Query(ByIds, Read, ("lines", lines)).ToDictionary(line => line.Id);

    /// <summary>Holds several lines for this transaction.</summary>
    internal static void Hold(WriteTurn turn, IEnumerable<LineId> lines) => Find(turn, lines);

    /// <summary>Those of the lines that nobody else has just now, who may be a node that stands still; held for this transaction.</summary>
    internal static Dictionary<LineId, LineRow> FindFree(WriteTurn turn, IEnumerable<LineId> lines) =>
        turn.Query(Free, Read, ("lines", lines)).ToDictionary(line => line.Id);

    internal static LineRow Read(DbDataReader row)
    {
        var columns = new RowReader(row);
        return new LineRow(
            columns.NextPortal(), columns.NextLine(), columns.NextWord<LineState>(), columns.NextTextOrNull(), columns.NextText(),
            columns.NextSpan(), columns.NextSpan(), columns.NextInt(), columns.NextTextOrNull(), columns.NextMomentOrNull(),
            columns.NextMomentOrNull(), columns.NextSpanOrNull(), columns.NextGuidOrNull(), columns.NextFlag(), columns.NextMomentOrNull(),
            columns.NextTextOrNull());
    }
}
