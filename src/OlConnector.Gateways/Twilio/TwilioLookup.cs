using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Twilio;

/// <summary>Finds a message whose send ended unknown in Twilio's list, by number, exact text and time.</summary>
internal static class TwilioLookup
{
    /// <summary>Twilio writes whole seconds by its own clock. 2 seconds.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public static LookupResult Of(GatewayAnswer answer, string text, DateTimeOffset startedAt)
    {
        if (answer is not GatewayAnswer.Answered { Status: 200 } answered || WireJson.Read(answered.Body).At("messages") is not JArray rows)
            return new LookupResult.CannotTell("Twilio did not show its list of messages.");

        var same = rows
            .Where(row => row.At("body").Text() == text && IsOurs(row) && Moment(row.At("date_created").Text()) >= startedAt - Slack)
            .ToList();
        return same switch
        {
            [var only] when only.At("sid").Text() is { } sid =>
                Found(sid, TwilioCallbacks.Status(only.At("status").Text()) ?? DeliveryStatus.Sent, only),
            { Count: > 1 } => new LookupResult.CannotTell("Twilio's list holds the same text to the same number several times."),
            _ => new LookupResult.CannotTell("Twilio's list does not hold it, which proves nothing yet."),
        };
    }

    /// <summary>How one message fares; null when Twilio did not say.</summary>
    public static GatewayEvent.StatusReported? Status(GatewayAnswer answer)
    {
        if (answer is not GatewayAnswer.Answered { Status: 200 } answered || WireJson.Read(answered.Body) is not JObject row) return null;
        return row.At("sid").Text() is { } sid && TwilioCallbacks.Status(row.At("status").Text()) is { } status
            ? new GatewayEvent.StatusReported(
                sid, null, status, Moment(row.At("date_updated").Text()), CodeOf(row), WordsOf(row))
            {
                Fault = TwilioAnswers.FaultOf(CodeOf(row)),
                IsOptOut = TwilioAnswers.IsOptOut(CodeOf(row)),
            }
            : null;
    }

    private static LookupResult.Found Found(string sid, DeliveryStatus status, JToken row) => new(sid, status)
    {
        Code = CodeOf(row),
        Text = WordsOf(row),
        Fault = TwilioAnswers.FaultOf(CodeOf(row)),
    };

    private static string? CodeOf(JToken row) => row.At("error_code").Text();

    private static string? WordsOf(JToken row) => VendorWords.Text(row.At("error_message").Text());

    private static bool IsOurs(JToken row) => row.At("direction").Text()?.StartsWith("outbound", StringComparison.Ordinal) != false;

    /// <summary>RFC 2822, for example <c>Thu, 24 Aug 2023 05:01:45 +0000</c>.</summary>
    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;
}
