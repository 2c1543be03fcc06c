using Refit;

namespace OlConnector.Gateways.Twilio;

/// <summary>
/// Twilio's REST API as its pages show it (https://www.twilio.com/docs/messaging/api/message-resource). The line's client carries Basic
/// authentication: Account SID and Auth Token.
/// </summary>
internal interface ITwilioApi
{
    /// <summary>https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource</summary>
    [Post("/2010-04-01/Accounts/{accountSid}/Messages.json")]
    Task<HttpResponseMessage> CreateMessage(
        string accountSid, [Body(BodySerializationMethod.UrlEncoded)] TwilioMessage message, CancellationToken ct);

    /// <summary>https://www.twilio.com/docs/messaging/api/message-resource#fetch-a-message-resource</summary>
    [Get("/2010-04-01/Accounts/{accountSid}/Messages/{sid}.json")]
    Task<HttpResponseMessage> FetchMessage(string accountSid, string sid, CancellationToken ct);

    /// <summary>https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources</summary>
    [Get("/2010-04-01/Accounts/{accountSid}/Messages.json")]
    Task<HttpResponseMessage> ReadMessages(
        string accountSid, [AliasAs("To")] string to, [AliasAs("PageSize")] int pageSize, CancellationToken ct);

    /// <summary>https://www.twilio.com/docs/iam/api/account</summary>
    [Get("/2010-04-01/Accounts/{accountSid}.json")]
    Task<HttpResponseMessage> FetchAccount(string accountSid, CancellationToken ct);
}

/// <summary>The form of a message; what is null is left out.</summary>
/// <param name="To">Recipient, as E.164 or <c>whatsapp:+…</c>.</param>
/// <param name="Body">The text.</param>
/// <param name="From">Sender; null where a service chooses it.</param>
/// <param name="MessagingServiceSid">The service; null where the sender is named.</param>
/// <param name="StatusCallback">Where Twilio reports; null for nowhere.</param>
internal sealed record TwilioMessage(string To, string Body, string? From, string? MessagingServiceSid, string? StatusCallback);
