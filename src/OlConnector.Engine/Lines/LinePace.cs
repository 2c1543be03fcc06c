using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Lines;

/// <summary>What is stored of a line's pace: the line itself, or what the queue reads of it.</summary>
public interface IPacedLine
{
    /// <inheritdoc cref="Line.State"/>
    LineState State { get; }

    /// <inheritdoc cref="Line.FrozenReason"/>
    string? FrozenReason { get; }

    /// <inheritdoc cref="Line.MarketingInterval"/>
    TimeSpan MarketingInterval { get; }

    /// <inheritdoc cref="Line.DirectInterval"/>
    TimeSpan DirectInterval { get; }

    /// <inheritdoc cref="Line.Jitter"/>
    int Jitter { get; }

    /// <inheritdoc cref="Line.LastAnswerAt"/>
    DateTimeOffset? LastAnswerAt { get; }

    /// <inheritdoc cref="Line.NotBefore"/>
    DateTimeOffset? NotBefore { get; }
}

/// <summary>What the pace of a line depends on.</summary>
/// <param name="WaitReason">
/// Set when only a person can make the line move: PAUSED, LINE_FROZEN, PORTAL_UNPAID, PORTAL_GONE; or when nobody can: LINE_OFF.
/// </param>
/// <param name="MarketingInterval">Never below the floor of the line's kind.</param>
/// <param name="DirectInterval">Never below the floor of the line's kind.</param>
/// <param name="Jitter">Whole percent of the marketing interval, 0–100.</param>
/// <param name="Window">Days and hours of marketing; null for any time.</param>
/// <param name="LastAnswerAt">When the gateway last answered a send.</param>
/// <param name="NotBefore">The gateway asked the line to wait until then.</param>
public sealed record LinePace(
    string? WaitReason, TimeSpan MarketingInterval, TimeSpan DirectInterval, int Jitter, SendingWindow? Window,
    DateTimeOffset? LastAnswerAt, DateTimeOffset? NotBefore)
{
    /// <summary>Its limits and what they have to know of the past; null where nothing but pace and window counts.</summary>
    public MarketingLimits? Limits { get; init; }

    /// <summary>The pace that a line keeps. What forecasts show and what the queue does is this one.</summary>
    /// <param name="line">What is stored of it.</param>
    /// <param name="window">Its window, read.</param>
    /// <param name="kind">Of its gateway; null where this version of the product does not know it.</param>
    /// <param name="pacing">The floors.</param>
    public static LinePace Of(IPacedLine line, SendingWindow? window, GatewayTraits? kind, PacingOptions pacing) => new(
        WaitReasonOf(line), IntervalOf(line, Traffic.Marketing, kind, pacing), IntervalOf(line, Traffic.Direct, kind, pacing),
        line.Jitter, window, line.LastAnswerAt, line.NotBefore);

    /// <summary>The gap before a message of this traffic. A floor that was raised later wins over the interval that was stored.</summary>
    public static TimeSpan IntervalOf(IPacedLine line, Traffic traffic, GatewayTraits? kind, PacingOptions pacing) => Moments.Longer(
        traffic == Traffic.Direct ? line.DirectInterval : line.MarketingInterval, pacing.Floor(kind, traffic));

    private static string? WaitReasonOf(IPacedLine line) => line.State switch
    {
        LineState.Active => null,
        LineState.Paused => Reason.Paused,
        LineState.Frozen => line.FrozenReason ?? Reason.LineFrozen,
        _ => Reason.LineOff,
    };
}
