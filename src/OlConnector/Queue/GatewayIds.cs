using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Whose message a gateway's id is. A look-up that compares texts may find another message with the same text to the same number.
/// </summary>
internal static class GatewayIds
{
    private const string Taken =
        "SELECT 1 FROM messages WHERE line_id = @line AND gateway_message_id = @gateway AND sequence <> @sequence LIMIT 1";

    /// <summary>
    /// Another message with the same text that went, or goes, without anybody knowing its id yet: what was found may be that one.
    /// </summary>
    private const string Twin = """
        SELECT 1 FROM messages
         WHERE portal_id = @portal AND phone = @phone AND line_id = @line AND text = @text AND sequence <> @sequence
           AND state IN ('dispatching', 'unknown') LIMIT 1
        """;

    /// <summary>True when the id can be no other message's than this one's.</summary>
    internal static bool IsFreeFor(WriteTurn turn, MessageRow message, string phone, string text, string gatewayId) =>
        !turn.First(Taken, _ => true, ("line", message.LineId), ("gateway", gatewayId), ("sequence", message.Sequence))
        && !turn.First(
            Twin, _ => true, ("portal", message.PortalId), ("phone", phone), ("line", message.LineId), ("text", text),
            ("sequence", message.Sequence));
}
