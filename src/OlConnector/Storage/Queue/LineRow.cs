using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Lines;

namespace OlConnector.Storage.Queue;

/// <summary>What pacing has to know of a line.</summary>
internal sealed record LineRow(
    PortalId PortalId, LineId Id, LineState State, string? FrozenReason, string GatewayKind, TimeSpan MarketingInterval, TimeSpan DirectInterval,
    int Jitter, string? Window, DateTimeOffset? LastAnswerAt, DateTimeOffset? NotBefore, TimeSpan? LastPause, Guid? ClaimToken, bool ResendUnknown)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    internal const string Columns = """
        portal_id, id, state, frozen_reason, gateway_kind, marketing_interval, direct_interval, jitter, "window", last_answer_at, not_before,
        last_pause, claim_token, resend_unknown
        """;

    private const string ById = $"SELECT {Columns} FROM lines WHERE id = @line {RowLock.Wait}";

    private const string IfFree = $"SELECT 1 FROM lines WHERE id = @line {RowLock.Skip}";

    /// <summary>The line, held for this transaction.</summary>
    internal static LineRow? Find(WriteTurn turn, LineId line) => turn.First(ById, Read, ("line", line));

    /// <summary>Holds the line for this transaction unless somebody else has it just now, who may be a node that stands still.</summary>
    internal static bool TryHold(WriteTurn turn, LineId line) => turn.First(IfFree, _ => true, ("line", line));

    /// <summary>Holds several lines for this transaction, in the one order that all works keep.</summary>
    internal static void Hold(WriteTurn turn, IEnumerable<LineId> lines)
    {
        foreach (var line in lines.OrderBy(line => line.Value)) _ = Find(turn, line);
    }

    internal static LineRow Read(DbDataReader row) => new(
        new PortalId(row.GetString(0)), new LineId(row.GetGuid(1)), Words.To<LineState>(row.GetString(2)), row.TextOrNull(3),
        row.GetString(4), row.Span(5), row.Span(6), row.GetInt32(7), row.TextOrNull(8), row.MomentOrNull(9), row.MomentOrNull(10),
        row.SpanOrNull(11), row.GuidOrNull(12), row.GetBoolean(13));
}
