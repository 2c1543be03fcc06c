using Newtonsoft.Json.Linq;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Gateways.Waha;

/// <summary>
/// Message ids of WAHA. Their shape depends on the engine: <c>true_375291112233@c.us_3EB0…</c>, an object, or a bare id; and the chat in
/// the middle may be the number in one place and a <c>@lid</c> in another. Only the last piece is the message's own, so that piece is what
/// we keep and match.
/// </summary>
internal static class WahaId
{
    /// <summary>The id of a message object; null when it has none.</summary>
    public static string? Of(JToken? message)
    {
        var id = message.At("id");
        var whole = id.Text() ?? id.At("_serialized").Text() ?? id.At("id").Text() ?? message.At("key").At("id").Text();
        return whole is null ? null : Own(whole);
    }

    /// <summary>In <c>true_chat_id</c> and <c>true_chat_id_participant</c> the third piece; anything else stays as it is.</summary>
    private static string Own(string whole) =>
        whole.Split('_') is ["true" or "false", var chat, { Length: > 0 } own, ..] && chat.Contains('@', StringComparison.Ordinal)
            ? own
            : whole;
}
