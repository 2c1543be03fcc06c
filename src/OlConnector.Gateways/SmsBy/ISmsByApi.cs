using Refit;

namespace OlConnector.Gateways.SmsBy;

/// <summary>
/// SMS.BY as its page shows it (https://sms.by/en/api-docs): the method's name is the path, and the token is a parameter like any other.
/// </summary>
internal interface ISmsByApi
{
    /// <summary>
    /// sendQuickSMS. The vendor takes GET too; by POST the token stays out of the address, and addresses end up in logs on the way.
    /// </summary>
    [Post("/sendQuickSMS")]
    Task<HttpResponseMessage> SendQuickSms([Body(BodySerializationMethod.UrlEncoded)] QuickSms sms, CancellationToken ct);

    /// <summary>checkSMS: when a message was sent and delivered.</summary>
    [Get("/checkSMS")]
    Task<HttpResponseMessage> CheckSms(string token, [AliasAs("sms_id")] string smsId, CancellationToken ct);

    /// <summary>getBalance.</summary>
    [Get("/getBalance")]
    Task<HttpResponseMessage> GetBalance(string token, CancellationToken ct);
}

/// <summary>The form of sendQuickSMS; what is null is left out.</summary>
internal sealed class QuickSms
{
    /// <summary>The account's token.</summary>
    [AliasAs("token")]
    public required string Token { get; init; }

    /// <summary>The text.</summary>
    [AliasAs("message")]
    public required string Message { get; init; }

    /// <summary>Recipient: digits of E.164.</summary>
    [AliasAs("phone")]
    public required string Phone { get; init; }

    /// <summary>Number of the sender name.</summary>
    [AliasAs("alphaname_id")]
    public required string AlphanameId { get; init; }

    /// <summary><c>1</c> to forward over the second channel.</summary>
    [AliasAs("forwarding_message")]
    public string? ForwardingMessage { get; init; }

    /// <summary>Minutes until it is forwarded.</summary>
    [AliasAs("forwarding_time")]
    public string? ForwardingTime { get; init; }

    /// <summary>Number of the Viber name.</summary>
    [AliasAs("vibername_id")]
    public string? VibernameId { get; init; }
}
