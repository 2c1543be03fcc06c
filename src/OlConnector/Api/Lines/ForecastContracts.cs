using OlConnector.Queue;

namespace OlConnector.Api.Lines;

/// <summary>Settings to try without saving them; absent ones are the line's own.</summary>
/// <param name="Messages">How many messages to send, 1–1 000 000; absent for what waits on the line.</param>
/// <param name="MarketingInterval">Pause before a marketing message.</param>
/// <param name="Jitter">Whole percent, 0–100.</param>
/// <param name="Window">Days and hours of marketing.</param>
internal sealed record ForecastDraft(
    int? Messages = null, TimeSpan? MarketingInterval = null, int? Jitter = null, WindowJson? Window = null);

/// <summary>When messages would leave if nothing else came in between.</summary>
/// <param name="Messages">How many.</param>
/// <param name="FirstAt">When the first leaves; null when none can, see <paramref name="WaitReason"/>.</param>
/// <param name="LastAt">When the last leaves.</param>
/// <param name="Duration">From the first to the last.</param>
/// <param name="WaitReason">Why none can leave.</param>
internal sealed record ForecastAnswer(
    int Messages, DateTimeOffset? FirstAt, DateTimeOffset? LastAt, TimeSpan? Duration, string? WaitReason);
