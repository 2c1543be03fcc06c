namespace OlConnector.Sandbox.Messages;

/// <summary>One POST to a HANDLER and what came back.</summary>
/// <param name="MessageId"><c>message_id</c>.</param>
/// <param name="Phone"><c>message_to</c>.</param>
/// <param name="Text"><c>message_body</c>, as rendered by the portal.</param>
/// <param name="Status">HTTP status of the app's answer; 0 when there was none; nothing when the portal did not call.</param>
/// <param name="Latency">Real time from the first byte sent to the whole answer.</param>
/// <param name="Url">Where it was posted.</param>
/// <param name="Body">The form, as sent.</param>
/// <param name="At">Sandbox time of the call.</param>
/// <param name="IsRepeat">True when the same <paramref name="MessageId"/> was sent before.</param>
/// <param name="HasAuth">True when the call carried tokens.</param>
/// <param name="Problem">Why there was no answer; empty when there was one.</param>
public sealed record HandlerCall(
    string MessageId,
    string Phone,
    string Text,
    int? Status,
    TimeSpan Latency,
    string Url,
    string Body,
    DateTimeOffset At,
    bool IsRepeat,
    bool HasAuth,
    string Problem = "");
