using OlConnector.Engine.Gateways;
using OlConnector.Engine.Suppression;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Gateways.Twilio;

/// <summary>Reads Twilio's status callbacks and incoming messages: signed forms.</summary>
internal static class TwilioCallbacks
{
    public static CallbackResult Read(CallbackRequest request, TwilioAccount account)
    {
        if (!TwilioSignature.IsGenuine(request, account.Token))
            return new CallbackResult.Refused(
                "X-Twilio-Signature does not fit the call. Is PublicUrl the address that Twilio calls, and authToken the primary one?");

        var form = WireForm.Read(request.Body);
        if (form.Value("AccountSid") is { } sid && !string.Equals(sid, account.Sid, StringComparison.OrdinalIgnoreCase))
            return new CallbackResult.Unreadable("The call belongs to another account.");
        if ((form.Value("MessageSid") ?? form.Value("SmsSid")) is not { } message
            || (form.Value("MessageStatus") ?? form.Value("SmsStatus")) is not { } word)
            return new CallbackResult.Unreadable("Neither a status nor a message of Twilio.");

        return new CallbackResult.Understood(word is "received" or "receiving" ? Incoming(form) : Fate(message, word, form, request));
    }

    /// <summary>A status word in the house's terms; null for one that is not known.</summary>
    public static DeliveryStatus? Status(string? word) => word switch
    {
        "accepted" or "scheduled" or "queued" or "sending" or "sent" or "partially_delivered" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" => DeliveryStatus.Read,
        "undelivered" or "failed" or "canceled" => DeliveryStatus.Undelivered,
        _ => null,
    };

    private static IReadOnlyList<GatewayEvent> Fate(
        string message, string word, IReadOnlyList<KeyValuePair<string, string>> form, CallbackRequest request)
    {
        if (Status(word) is not { } status)
            return [new GatewayEvent.NotUnderstood("A status of Twilio that is not known.")];
        var ours = OurId.Read(request.Query.GetValueOrDefault(OurId.QueryName));
        var code = form.Value("ErrorCode") is { Length: <= 10 } number && number != "0" ? number : null;
        var fate = new GatewayEvent.StatusReported(message, ours, status, Code: code, Text: VendorWords.Text(form.Value("ErrorMessage")))
        {
            Fault = TwilioAnswers.FaultOf(code),
            IsOptOut = TwilioAnswers.IsOptOut(code),
        };
        return code is "30002"
            ? [fate, new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Blocked, "30002: the account is suspended"))]
            : [fate];
    }

    /// <summary>
    /// A client's message. Twilio knows the account's own words of refusal, and has kept one already when it says so
    /// (https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out).
    /// </summary>
    private static IReadOnlyList<GatewayEvent> Incoming(IReadOnlyList<KeyValuePair<string, string>> form)
    {
        if (form.Value("From") is not { } from) return [new GatewayEvent.NotUnderstood("A message that names no sender.")];
        var reply = new GatewayEvent.MessageReceived(TwilioAccount.Digits(from), form.Value("Body"), null, form.Value("MessageSid"));
        return [reply with { Wish = WishOf(form.Value("OptOutType")) }];
    }

    private static OptOutAction? WishOf(string? optOutType) => optOutType switch
    {
        "STOP" => OptOutAction.OptOut,
        "START" => OptOutAction.OptIn,
        _ => null,
    };
}
