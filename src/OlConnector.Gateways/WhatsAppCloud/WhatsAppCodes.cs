using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>Meta's error codes (gateways.md §1), the same in answers to a send and in failed statuses.</summary>
internal static class WhatsAppCodes
{
    /// <summary>A recipient rests no longer than this between two tries, whatever the exponent. 15 minutes.</summary>
    private static readonly TimeSpan LongestPairRest = TimeSpan.FromMinutes(15);

    /// <summary>The code 0: no longer a number of ours, but the token's end.</summary>
    private const long TokenGone = 0;

    /// <summary>What a code means.</summary>
    /// <param name="number">The code.</param>
    /// <param name="words">The vendor's words about it.</param>
    /// <param name="retryAfter">Its wish how long to wait.</param>
    /// <param name="attempt">Which attempt at this message was refused, from 1.</param>
    public static SendResult Of(long number, string? words, TimeSpan? retryAfter = null, int attempt = 1)
    {
        var code = $"{number}";
        return number switch
        {
            TokenGone or 190 => Answers.LineDown(code, words),
            3 or 10 or (>= 200 and <= 299) => Answers.LineDown(code, words),
            33 or 131045 or (>= 133004 and <= 133016) or 131055 or (>= 134000 and <= 134999) => Answers.LineDown(code, words),
            131031 or 368 => Answers.LineDown(code, words, LineConnection.Blocked),
            131042 => Answers.LineDown(code, words, LineConnection.Unpaid),
            131048 => Answers.LineDown(code, words, LineConnection.SuspectedSpam),
            4 or 80007 or 130429 => Fast(code, words, retryAfter),
            131056 => new SendResult.Postponed(
                PostponeScope.Recipient, retryAfter ?? PairRest(attempt), CountsAsAttempt: false, code, Answers.Words(words, code)),
            131057 => Answers.LineWaits(code, words),
            131050 => Answers.OptedOut(code, words),
            131026 or 131021 or 131030 or 130472 or 130497 => Answers.Refused(Fault.Recipient, code, words),
            131047 => Answers.Refused(Fault.Window, code, words),
            131049 or (>= 131051 and <= 131053) => Answers.Refused(Fault.Message, code, words),
            132000 or 132001 or 132005 or 132007 or 132012 or 132015 or 132016 or 132018 => Answers.Refused(Fault.Message, code, words),
            100 or 131008 or 131009 => Answers.Refused(Fault.Bug, code, words),
            1 or 2 or 131000 or 131016 => Answers.Later(code, words),
            135000 => Answers.Later(code, words, mostRetries: 1),
            // Whatever Meta invents next: twice more, then it fails with its code shown.
            _ => Answers.Later(code, words, mostRetries: 2),
        };
    }

    /// <summary>The pair limit: 4^X seconds, X from 0 (vendor's page "Error codes", 131056).</summary>
    private static TimeSpan PairRest(int attempt)
    {
        var rest = TimeSpan.FromSeconds(Math.Pow(4, Math.Clamp(attempt - 1, 0, 10)));
        return rest < LongestPairRest ? rest : LongestPairRest;
    }

    private static SendResult.Postponed Fast(string code, string? words, TimeSpan? retryAfter) =>
        new(PostponeScope.Line, retryAfter, CountsAsAttempt: false, code, Answers.Words(words, code));
}
