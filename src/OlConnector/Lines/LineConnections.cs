using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Lines;

/// <summary>
/// Keeps what each line's gateway says about its connection. A connection that breaks freezes the queue until a person resumes it
/// (product.md §12.12).
/// </summary>
internal sealed class LineConnections(Writer writer, LineDue lines, AuditTrail audit, TimeProvider clock)
{
    private const string StateOf = "SELECT state, connection FROM lines WHERE id = @line";

    private const string Note = """
        UPDATE lines SET connection = @connection, connection_text = @text, version = version + 1,
               spam_signal_at = COALESCE(@spam, spam_signal_at),
               connected_at = CASE WHEN @connection = 'connected' THEN COALESCE(connected_at, @now) ELSE connected_at END
         WHERE id = @line AND (connection <> @connection OR COALESCE(connection_text, '') <> COALESCE(@text, ''))
        """;

    /// <summary>Notes a report; true when the line froze by it.</summary>
    public Task<bool> NoteAsync(PortalId portal, LineId line, ConnectionReport report)
    {
        var (now, text) = (clock.GetUtcNow(), VendorWords.Text(report.Text));
        return writer.RunAsync(turn =>
        {
            var before = turn.First(
                StateOf, row => (State: row.GetString(0), Connection: EnumText.To<LineConnection>(row.GetString(1))), ("line", line));
            turn.Execute(Note, ("connection", report.Connection), ("text", text), ("now", now), ("line", line),
                ("spam", report.Connection.SpeaksOfSpam() ? (DateTimeOffset?)now : null));
            if (!Breaks(before.Connection, report.Connection) || !LineMoves.Freeze(turn, line, text, now)) return false;
            audit.Write(
                turn, portal, "gateway", "line frozen", line.ToString(), before.State, $"{EnumText.Of(report.Connection)}: {text}");
            lines.Recompute(turn, line, now);
            return true;
        });
    }

    /// <summary>A line that never was connected has nothing to lose: its first send tells.</summary>
    private static bool Breaks(LineConnection before, LineConnection after) =>
        before is LineConnection.Connected or LineConnection.Connecting
        && after is LineConnection.NeedsLogin or LineConnection.Blocked or LineConnection.SuspectedSpam or LineConnection.Unpaid;
}
