using OlConnector.Queue;

namespace OlConnector.Api.Lines;

/// <summary>Settings to try without saving them; absent ones are the line's own.</summary>
/// <param name="Messages">How many messages to send, 1–1 000 000; absent for what waits on the line.</param>
/// <param name="MarketingInterval">Pause before a marketing message.</param>
/// <param name="Jitter">Whole percent, 0–100.</param>
/// <param name="Window">Days and hours of marketing.</param>
/// <param name="Limits">Limits to try; those that are absent are the line's own.</param>
/// <param name="Each">Whether to say when each message leaves; for at most 10 000.</param>
internal sealed record ForecastDraft(
    int? Messages = null, TimeSpan? MarketingInterval = null, int? Jitter = null, WindowJson? Window = null,
    LimitsJson? Limits = null, bool? Each = null);

/// <summary>When messages would leave if nothing else came in between.</summary>
/// <param name="Messages">How many.</param>
/// <param name="FirstAt">When the first leaves; null when none can, see <paramref name="WaitReason"/>.</param>
/// <param name="LastAt">When the last leaves.</param>
/// <param name="Duration">From the first to the last.</param>
/// <param name="WaitReason">Why none can leave.</param>
/// <param name="HoldReason">Why those that do not leave would be held for a person at their turn; null when none would.</param>
/// <param name="Moments">When each leaves, in order; null unless it was asked for.</param>
/// <param name="Late">How many of a campaign's messages do not make it until its <c>validUntil</c> and expire.</param>
internal sealed record ForecastAnswer(
    int Messages, DateTimeOffset? FirstAt, DateTimeOffset? LastAt, TimeSpan? Duration, string? WaitReason,
    string? HoldReason = null, IReadOnlyList<DateTimeOffset>? Moments = null, int Late = 0);
