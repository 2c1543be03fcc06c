using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>What composing and admitting have to know of a line and its portal.</summary>
internal sealed record LineTerms(
    LineState State, string GatewayKind, DateTimeOffset? ConnectedAt, string PortalStatus, string? Country, bool LiteralSpintax, bool AcceptAnyNumber,
    MissingValuePolicy MissingValue)
{
    private const string Select = $"""
        SELECT l.id, l.state, l.gateway_kind, l.connected_at, p.status, p.country, p.literal_spintax, p.accept_any_number, p.missing_value
          FROM lines l JOIN portals p ON p.id = l.portal_id WHERE l.id {RowSet.Lines}
        """;

    /// <summary>The terms of each of these lines.</summary>
    internal static Dictionary<LineId, LineTerms> Of(WriteTurn turn, IEnumerable<LineId> lines) => turn.Query(
        Select,
        row => (Line: new LineId(row.GetGuid(0)), Terms: new LineTerms(
            EnumText.To<LineState>(row.GetString(1)), row.GetString(2), row.MomentOrNull(3), row.GetString(4), row.TextOrNull(5), row.GetBoolean(6), row.GetBoolean(7),
            EnumText.To<MissingValuePolicy>(row.GetString(8)))),
        ("lines", lines)).ToDictionary(row => row.Line, row => row.Terms);
}
