using System.Globalization;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Smpp;

/// <summary>What command_status means (gateways.md §5).</summary>
internal static class SmppAnswers
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    /// <summary>Retries that an operator's own status is worth when the line's table does not name it.</summary>
    private const int RetriesOfUnknown = 2;

    /// <summary>The table for a submit that was refused.</summary>
    /// <param name="status">Not 0.</param>
    /// <param name="table">What the operator means by statuses of its own.</param>
    public static SendResult Refusal(uint status, SmppStatusTable table)
    {
        var (code, words) = (CodeOf(status), $"The SMSC answered {CodeOf(status)}.");
        return status switch
        {
            SmppStatus.Throttled or SmppStatus.QueueFull => TooFast(code, words),
            _ when NeedsNewBind(status) => Answers.LineWaits(code, words),
            _ when IsLogin(status) => Answers.LineDown(code, BindWords(status)),
            0x0B or 0x50 or 0x51 or 0x33 or 0x34 => Answers.Refused(Fault.Recipient, code, words),
            0x0A or 0x48 or 0x49 or 0x15 or 0x66 =>
                Answers.LineDown(code, $"The SMSC does not allow this sender or service ({code}). Ask the operator."),
            0x01 or 0x02 or 0x03 or 0x43 or 0x61 or 0x62 or (>= 0xC0 and <= 0xC4) or 0x104 => Answers.Refused(Fault.Bug, code, words),
            0x65 or 0x101 => Answers.Refused(Fault.Message, code, words),
            >= SmppStatusTable.FirstOwn => Own(table.Find(status), code, words),
            _ => Answers.Later(code, words),
        };
    }

    /// <summary>
    /// True when the session is not what we thought: it is closed and bound again, and the bind says whether the line is at fault.
    /// </summary>
    public static bool NeedsNewBind(uint status) =>
        status is SmppStatus.IncorrectBindStatus or SmppStatus.AlreadyBound or SmppStatus.BindFailed;

    /// <summary>True for a refused name, password or system type, which only a person can mend.</summary>
    public static bool IsLogin(uint status) =>
        status is SmppStatus.InvalidPassword or SmppStatus.InvalidSystemId or SmppStatus.InvalidSystemType;

    /// <summary>True when the same part may be offered again a moment later.</summary>
    public static bool IsTooFast(uint status, SmppStatusTable table) =>
        status is SmppStatus.Throttled or SmppStatus.QueueFull || table.Find(status) == SmppMeaning.Rate;

    /// <summary>What a send gets when there is no session.</summary>
    public static SendResult NoSession(SmppOpening opening, bool isForLong) => opening switch
    {
        SmppOpening.Refused refused when IsLogin(refused.Status) || isForLong =>
            Answers.LineDown(CodeOf(refused.Status), BindWords(refused.Status)),
        SmppOpening.Refused refused => Answers.LineWaits(CodeOf(refused.Status), BindWords(refused.Status)),
        SmppOpening.Away away => Answers.LineWaits(away.Code, away.Why),
        _ => Answers.LineWaits("NO_SESSION", "There is no session with the SMSC."),
    };

    /// <summary>What the line shows.</summary>
    public static ConnectionReport Connection(SmppOpening opening, bool isForLong) => opening switch
    {
        SmppOpening.Bound => new(LineConnection.Connected),
        SmppOpening.Refused refused when IsLogin(refused.Status) || isForLong => new(LineConnection.NeedsLogin, BindWords(refused.Status)),
        SmppOpening.Refused refused => new(LineConnection.Connecting, BindWords(refused.Status)),
        SmppOpening.Away away => new(LineConnection.Connecting, away.Why),
        _ => new(LineConnection.Unknown),
    };

    public static string CodeOf(uint status) => "SMPP 0x" + status.ToString("X2", CultureInfo.InvariantCulture);

    private static SendResult Own(SmppMeaning? meaning, string code, string words) => meaning switch
    {
        SmppMeaning.Rate => TooFast(code, words),
        SmppMeaning.Later => Answers.Later(code, words),
        SmppMeaning.Recipient => Answers.Refused(Fault.Recipient, code, words),
        SmppMeaning.Message => Answers.Refused(Fault.Message, code, words),
        SmppMeaning.Line => Answers.LineDown(code, $"The SMSC refuses everything from this line ({code}). Ask the operator."),
        SmppMeaning.Bug => Answers.Refused(Fault.Bug, code, words),
        _ => Answers.Later(code, words, mostRetries: RetriesOfUnknown),
    };

    private static SendResult.Postponed TooFast(string code, string words) =>
        new(PostponeScope.Line, Breath, CountsAsAttempt: false, code, words);

    private static string BindWords(uint status) => status switch
    {
        SmppStatus.InvalidPassword or SmppStatus.InvalidSystemId =>
            $"The SMSC does not accept systemId or password ({CodeOf(status)}). Check them in the line's settings.",
        SmppStatus.InvalidSystemType => $"The SMSC does not accept systemType ({CodeOf(status)}). Check it in the line's settings.",
        _ => $"The SMSC refuses the bind ({CodeOf(status)}). The account may be in use elsewhere; operators often allow one session.",
    };
}
