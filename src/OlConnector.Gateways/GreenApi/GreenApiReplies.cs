using Newtonsoft.Json.Linq;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Gateways.GreenApi;

/// <summary>
/// Reads who wrote and what (https://green-api.com/en/docs/api/receiving/notifications-format/). A chat's id may hide the number
/// (<c>@lid</c>); then the sender stands beside it.
/// </summary>
internal static class GreenApiReplies
{
    private const string Person = "@c.us";
    private const string Hidden = "@lid";

    /// <summary>The chat in which the message stands; null when the notification names none.</summary>
    public static string? ChatOf(JToken? sender) => sender.At("chatId").Text();

    /// <summary>The sender's digits; the hidden id where no field tells them; null for groups and channels.</summary>
    public static string? SenderOf(string chat, JToken? sender)
    {
        if (DigitsOf(chat) is { } number) return number;
        if (!chat.EndsWith(Hidden, StringComparison.Ordinal)) return null;
        return DigitsOf(sender.At("sender").Text()) ?? PlainOf(sender.At("senderPhoneNumber").Text()) ?? chat;
    }

    /// <summary>The words: written, pressed on a button, chosen from a list, set under a picture, or changed afterwards.</summary>
    public static string? TextOf(JToken? data) =>
        data.At("textMessageData").At("textMessage").Text()
        ?? data.At("extendedTextMessageData").At("text").Text()
        ?? data.At("templateButtonReplyMessage").At("selectedDisplayText").Text()
        ?? data.At("buttonsResponseMessage").At("selectedButtonText").Text()
        ?? data.At("interactiveButtonsResponse").At("selectedDisplayText").Text()
        ?? data.At("listResponseMessage").At("title").Text()
        ?? data.At("fileMessageData").At("caption").Text()
        ?? data.At("editedMessageData").At("textMessage").Text()
        ?? data.At("editedMessageData").At("caption").Text();

    private static string? DigitsOf(string? chat) =>
        chat is not null && chat.EndsWith(Person, StringComparison.Ordinal) ? PlainOf(chat[..^Person.Length]) : null;

    private static string? PlainOf(string? digits) =>
        digits?.TrimStart('+') is { Length: > 0 } plain && plain.All(char.IsAsciiDigit) ? plain : null;
}
