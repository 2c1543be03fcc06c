using OlConnector.Engine;
using OlConnector.Engine.Phones;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// A gateway asked to leave one recipient in peace: everything that waits for that number on the line waits along, and the line goes on
/// with the others.
/// </summary>
internal static class RecipientRests
{
    private const string Rest = """
        UPDATE messages SET retry_at = @until
         WHERE portal_id = @portal AND phone = @phone AND line_id = @line AND state = 'queued' AND (retry_at IS NULL OR retry_at < @until)
        """;

    /// <summary>Nothing leaves for the number before that moment.</summary>
    internal static void Begin(WriteTurn turn, PortalId portal, LineId line, PhoneNumber recipient, DateTimeOffset until) =>
        turn.Execute(Rest, ("until", until), ("portal", portal), ("phone", recipient.Digits), ("line", line));
}
