using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>Meta's error codes (gateways.md §1), the same in answers to a send and in failed statuses.</summary>
internal static class WhatsAppCodes
{
    /// <summary>How long one recipient rests after the pair limit (131056): Meta allows about a message per 6 s and lets bursts borrow. 1 minute.</summary>
    private static readonly TimeSpan PairRest = TimeSpan.FromMinutes(1);

    /// <summary>The code 0: no longer a number of ours, but the token's end.</summary>
    private const long TokenGone = 0;

    public static SendResult Of(long number, string? words, TimeSpan? retryAfter = null)
    {
        var code = $"{number}";
        return number switch
        {
            TokenGone or 190 => Outcome.LineDown(code, words),
            3 or 10 or (>= 200 and <= 299) => Outcome.LineDown(code, words),
            33 or 131045 or (>= 133004 and <= 133016) or 131055 or (>= 134000 and <= 134999) => Outcome.LineDown(code, words),
            131031 or 368 => Outcome.LineDown(code, words, LineConnection.Blocked),
            131042 => Outcome.LineDown(code, words, LineConnection.Unpaid),
            131048 => Outcome.LineDown(code, words, LineConnection.SuspectedSpam),
            4 or 80007 or 130429 => Fast(code, words, retryAfter),
            131056 => new SendResult.Postponed(PostponeScope.Recipient, retryAfter ?? PairRest, CountsAsAttempt: false, code, Outcome.Words(words, code)),
            131057 => Outcome.LineWaits(code, words),
            131026 or 131021 or 131030 or 131050 or 130472 or 130497 => Outcome.Refused(Fault.Recipient, code, words),
            131047 or 131049 or (>= 131051 and <= 131053) => Outcome.Refused(Fault.Message, code, words),
            132000 or 132001 or 132005 or 132007 or 132012 or 132015 or 132016 or 132018 => Outcome.Refused(Fault.Message, code, words),
            100 or 131008 or 131009 => Outcome.Refused(Fault.Bug, code, words),
            // 1, 2, 131000, 131016, 135000, and whatever Meta invents next: its retries are bounded like any other.
            _ => Outcome.Later(code, words),
        };
    }

    private static SendResult.Postponed Fast(string code, string? words, TimeSpan? retryAfter) =>
        new(PostponeScope.Line, retryAfter, CountsAsAttempt: false, code, Outcome.Words(words, code));
}
