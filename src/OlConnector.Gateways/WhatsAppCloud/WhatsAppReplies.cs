using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Suppression;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>Reads what clients write to a number of the Cloud API, and what WhatsApp itself lets them ask for.</summary>
internal static class WhatsAppReplies
{
    /// <summary>The button that Meta proposes for marketing templates, by its words and its usual payloads.</summary>
    private static readonly HashSet<string> StopButtons = new(StringComparer.OrdinalIgnoreCase) { "stop promotions", "stop_promotions" };

    private static readonly string[] WithCaption = ["image", "video", "document"];

    /// <summary>A client's message. Newer payloads may carry a user id instead of a number; those cannot be tied to one.</summary>
    public static GatewayEvent Read(JToken row) => row.At("from").Text() is { } from && from.All(char.IsAsciiDigit)
        ? new GatewayEvent.MessageReceived(from, TextOf(row), row.At("timestamp").UnixSeconds(), row.At("id").Text()) { Wish = WishOf(row) }
        : new GatewayEvent.NotUnderstood("A client's message of WhatsApp that names no number.");

    /// <summary>
    /// WhatsApp's own switch for offers and announcements (vendor's page "user_preferences webhook reference"); null for one that is none
    /// of marketing.
    /// </summary>
    public static GatewayEvent? ReadPreference(JToken row)
    {
        if (row.At("category").Text() is not (null or "marketing_messages")) return null;
        return row.At("wa_id").Text() is { } from && from.All(char.IsAsciiDigit) && ByWord(row.At("value").Text()) is { } wish
            ? new GatewayEvent.MessageReceived(from, null, row.At("timestamp").UnixSeconds()) { Wish = wish }
            : new GatewayEvent.NotUnderstood("A preference of a WhatsApp user that is not known, or names no number.");
    }

    private static string? TextOf(JToken row) =>
        row.At("text").At("body").Text() ?? row.At("button").At("text").Text() ??
        row.At("interactive").At("button_reply").At("title").Text() ?? row.At("interactive").At("list_reply").At("title").Text() ??
        WithCaption.Select(kind => row.At(kind).At("caption").Text()).FirstOrDefault(caption => caption is not null);

    /// <summary>What a pressed button, or the notice of a changed preference, asks for whatever its words are.</summary>
    private static OptOutAction? WishOf(JToken row)
    {
        if (ByWord(row.At("system").At("marketing").Text()) is { } preferred) return preferred;
        var reply = row.At("interactive").At("button_reply");
        var payload = row.At("button").At("payload").Text() ?? reply.At("id").Text();
        var isStop = IsStop(row.At("button").At("text").Text() ?? reply.At("title").Text())
            || IsStop(payload) || (payload is not null && OptOutWords.Default.Inspect(payload) == OptOutAction.OptOut);
        return isStop ? OptOutAction.OptOut : null;
    }

    private static bool IsStop(string? button) => button is not null && StopButtons.Contains(button.Trim());

    private static OptOutAction? ByWord(string? word) => word switch
    {
        "stop" => OptOutAction.OptOut,
        "resume" => OptOutAction.OptIn,
        _ => null,
    };
}
