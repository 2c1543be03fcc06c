using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Dispatching;

/// <summary>What an answer makes of a message and of its line. Pure, so that every rule of it can be tested without a queue.</summary>
/// <param name="State">Where the message goes.</param>
/// <param name="Reason">Why.</param>
/// <param name="Outcome">The attempt's word: accepted, postponed, refused, lineDown or unknown.</param>
public sealed record Settlement(MessageState State, string? Reason, string Outcome)
{
    /// <summary>The gateway's id, when it accepted.</summary>
    public string? GatewayMessageId { get; init; }

    /// <summary>The vendor's code and words, for the attempt's record.</summary>
    public string? Code { get; init; }

    /// <inheritdoc cref="Code"/>
    public string? Text { get; init; }

    /// <summary>The message's own earliest next moment; null keeps its place in the queue.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The attempt counts towards the limit.</summary>
    public bool Counts { get; init; }

    /// <summary>The line's earliest next moment.</summary>
    public DateTimeOffset? LineNotBefore { get; init; }

    /// <summary>The pause the line took, for doubling the next one; null once the gateway accepts.</summary>
    public TimeSpan? LinePause { get; init; }

    /// <summary>Set when the line freezes until a person resumes it.</summary>
    public ConnectionReport? Freeze { get; init; }

    /// <summary>When to ask the gateway about an unknown send for the first time.</summary>
    public DateTimeOffset? LookUpAt { get; init; }

    /// <summary>How soon after an unknown outcome the gateway is asked for the first time.</summary>
    public static readonly TimeSpan FirstLookUp = TimeSpan.FromSeconds(20);

    /// <summary>Decides what a gateway's answer means (design.md §4.7, product.md §10.14).</summary>
    /// <param name="result">The answer.</param>
    /// <param name="countedAttempts">Attempts of this message that counted before this one.</param>
    /// <param name="interval">The line's interval for this traffic: the first pause of a line that is too fast.</param>
    /// <param name="lastPause">The pause the line took last without being told how long.</param>
    /// <param name="options">Retry schedule.</param>
    /// <param name="now">The moment of the answer.</param>
    public static Settlement Of(
        SendResult result,
        int countedAttempts,
        TimeSpan interval,
        TimeSpan? lastPause,
        DispatchingOptions options,
        DateTimeOffset now) => result switch
        {
            SendResult.Accepted accepted => new(MessageState.Sent, null, "accepted") { GatewayMessageId = accepted.GatewayMessageId },
            SendResult.Postponed postponed => Postpone(postponed, countedAttempts, interval, lastPause, options, now),
            SendResult.Refused refused => new(MessageState.Failed, ReasonOf(refused.Fault), "refused")
            {
                Code = refused.Code,
                Text = refused.Text,
                LinePause = lastPause,
            },
            SendResult.LineDown down => new(MessageState.Queued, Messages.Reason.LineFrozen, "lineDown")
            {
                Code = down.Code,
                Text = down.Text,
                LinePause = lastPause,
                Freeze = new ConnectionReport(down.Connection, down.Text),
            },
            SendResult.Unknown unknown => new(MessageState.Unknown, null, "unknown")
            {
                Text = unknown.Why,
                LinePause = lastPause,
                LookUpAt = now + FirstLookUp,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };

    private static Settlement Postpone(
        SendResult.Postponed postponed,
        int countedAttempts,
        TimeSpan interval,
        TimeSpan? lastPause,
        DispatchingOptions options,
        DateTimeOffset now)
    {
        var counted = countedAttempts + (postponed.CountsAsAttempt ? 1 : 0);
        var settled = new Settlement(MessageState.Queued, Messages.Reason.Retry, "postponed")
        {
            Code = postponed.Code,
            Text = postponed.Text,
            Counts = postponed.CountsAsAttempt,
            LinePause = lastPause,
        };
        if (counted > Math.Min(options.MaxRetries, postponed.MostRetries ?? int.MaxValue) && postponed.CountsAsAttempt)
            return settled with { State = MessageState.Failed, Reason = Messages.Reason.RetriesExhausted };
        if (postponed.Scope != PostponeScope.Line)
            return settled with { RetryAt = now + (postponed.After ?? RetryPause(Math.Max(counted, 1), options)) };

        var pause = postponed.After ?? LinePauseAfter(lastPause, interval, options);
        return settled with
        {
            Reason = Messages.Reason.RateLimited,
            LineNotBefore = now + pause,
            LinePause = postponed.After is null ? pause : lastPause,
        };
    }

    /// <summary>30 s, doubling up to 15 min.</summary>
    private static TimeSpan RetryPause(int attempt, DispatchingOptions options) =>
        Moments.Shorter(options.FirstRetry * Math.Pow(2, Math.Min(attempt - 1, 20)), options.LongestPause);

    /// <summary>From the interval, doubling up to 15 min, until the first OK.</summary>
    private static TimeSpan LinePauseAfter(TimeSpan? last, TimeSpan interval, DispatchingOptions options) =>
        Moments.Shorter(last is { } previous ? previous * 2 : interval, options.LongestPause);

    /// <summary>The reason that a message ends with by somebody's fault.</summary>
    public static string ReasonOf(Fault fault) => fault switch
    {
        Fault.Recipient => Messages.Reason.GatewayRecipient,
        Fault.Window => Messages.Reason.WindowClosed,
        Fault.Message => Messages.Reason.GatewayMessage,
        _ => Messages.Reason.GatewayError,
    };
}
