using System.Globalization;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Twilio;

/// <summary>What Twilio's answers and error codes mean (gateways.md §8).</summary>
internal static class TwilioAnswers
{
    /// <summary>An unreachable handset (30003) is not tried again before this. 30 minutes.</summary>
    private static readonly TimeSpan HandsetAway = TimeSpan.FromMinutes(30);

    private const string Unreachable = "30003";

    /// <summary>Each try at an unreachable handset is a paid message. 3.</summary>
    private const int MostTriesAtHandset = 3;

    /// <summary>The table for a send. The code decides; the HTTP status only where there is none.</summary>
    public static SendResult? Of(GatewayAnswer.Answered answer)
    {
        var body = WireJson.Read(answer.Body);
        if (answer.IsSuccess) return body.At("sid").Text() is { } sid ? new SendResult.Accepted(sid) : null;
        // A gateway timeout in front of Twilio may carry any body and says nothing about the message.
        if (answer.Status is < 400 or 502 or 504 || body.At("code").Number() is not { } number) return null;

        var (code, words) = ($"{number}", body.At("message").Text());
        return Named(number, code, words, answer.RetryAfter) ?? ByStatus(answer, code, words);
    }

    /// <summary>What a code says about a message that was accepted and not delivered; null for one that is not in the table.</summary>
    private static SendResult? OfReport(string? code) =>
        long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Named(number, code, null, null) : null;

    /// <summary>Whose fault such a code is; null where it does not tell. An unreachable handset is the recipient's.</summary>
    public static Fault? FaultOf(string? code) => code == Unreachable ? Fault.Recipient : Answers.FaultOf(OfReport(code));

    /// <summary>Whether such a code says that the recipient has told Twilio to get nothing more.</summary>
    public static bool IsOptOut(string? code) => OfReport(code) is SendResult.Refused { IsOptOut: true };

    private static SendResult? Named(long number, string code, string? words, TimeSpan? retryAfter) => number switch
    {
        20003 or 10001 => Answers.LineDown(code, words),
        30002 or 20005 => Answers.LineDown(code, words, LineConnection.Blocked),
        20429 or 30001 or 14107 or 21611 or 63018 => Answers.TooFast(retryAfter, code),
        21211 or 21217 or 21614 or 21612 or 30005 or 30006 or 63003 or 63024 => Answers.Refused(Fault.Recipient, code, words),
        21610 => Answers.OptedOut(code, words),
        30004 or 21608 => Answers.Refused(Fault.Recipient, code, words),
        // A country the account may not write to: the line can still write to others.
        21408 => Answers.Refused(Fault.Recipient, code, words),
        21212 or 21606 or 21603 or 21659 or 21660 or 63007 or 63001 or 63020 => Answers.LineDown(code, words),
        21602 or 21605 or 21617 or 21619 or 30007 or 30010 or 30036 or 63016 => Answers.Refused(Fault.Message, code, words),
        21604 => Answers.Refused(Fault.Bug, code, words),
        30003 => Answers.Later(code, words, HandsetAway, MostTriesAtHandset),
        30008 or 30017 or 20500 or 21730 => Answers.Later(code, words),
        _ => null,
    };

    /// <summary>The state of the account.</summary>
    public static ConnectionReport Connection(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { Status: 200 } answered => Account(WireJson.Read(answered.Body).At("status").Text()),
        GatewayAnswer.Answered { Status: 401 or 403 or 404 } =>
            new(LineConnection.NeedsLogin, "Twilio does not accept accountSid or authToken."),
        _ => Answers.NoReport(answer),
    };

    private static ConnectionReport Account(string? status) => status switch
    {
        "active" => new(LineConnection.Connected, status),
        "suspended" => new(LineConnection.Unpaid, "suspended: look at the balance and the notices in the Twilio console"),
        "closed" => new(LineConnection.Blocked, "closed: the account is closed"),
        _ => new(LineConnection.Unknown, Answers.Words(status, "unknown")),
    };

    /// <summary>A code that the table does not name, but that Twilio wrote itself: it surely did not take the message.</summary>
    private static SendResult? ByStatus(GatewayAnswer.Answered answer, string code, string? words) => answer.Status switch
    {
        401 or 403 or 404 => Answers.LineDown(code, words),
        429 => Answers.TooFast(answer, code),
        >= 500 => Answers.Later(code, words),
        _ => Answers.Refused(Fault.Bug, code, words),
    };
}
