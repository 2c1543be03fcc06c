using OlConnector.Queue;

namespace OlConnector.Api.Campaigns;

/// <summary>Kinds of mailings that people begin in the app.</summary>
internal enum NewCampaignKind
{
    /// <summary>Its letter is pasted into CRM-Marketing, and its first message begins it.</summary>
    Prepared,
}

/// <summary>A mailing that is to be prepared.</summary>
/// <param name="Kind">prepared.</param>
/// <param name="Line">The line it goes out by.</param>
/// <param name="Text">The letter, with groups and fields, without a marker.</param>
/// <param name="Name">1–200 characters. Default: the beginning of its text.</param>
/// <param name="StartAt">Nothing of it leaves before. Default: at once.</param>
/// <param name="ValidUntil">What has not left by then expires. Default: as long as the line's messages are valid.</param>
/// <param name="Window">Its own days and hours, within those of its line. Default: the line's.</param>
/// <param name="Waves">How what the guard holds leaves by itself. Default: a person decides.</param>
/// <param name="Guard">How large it may be. Default: its line's guard, then its portal's, then the app's.</param>
/// <param name="Interval">The pause before each of its messages. Default: the line's.</param>
/// <param name="PerMinute">So many of its messages a minute at most. Default: no such bound.</param>
/// <param name="Collect">
/// Nothing of it leaves until its letter has been handed over whole. Default: as its line, then its portal says.
/// </param>
/// <param name="Notify">Who hears of it beside the author. Default: nobody.</param>
internal sealed record NewCampaign(
    NewCampaignKind? Kind = null, string? Line = null, string? Text = null, string? Name = null, DateTimeOffset? StartAt = null,
    DateTimeOffset? ValidUntil = null, WindowJson? Window = null, WavesJson? Waves = null, GuardJson? Guard = null,
    TimeSpan? Interval = null, int? PerMinute = null, bool? Collect = null, CampaignNotify? Notify = null)
{
    /// <summary>What it has in common with a change of a mailing that is there.</summary>
    internal CampaignDraft AsDraft() =>
        new(Name, null, Text, StartAt, ValidUntil, Window, Waves, Guard, Notify, Interval, PerMinute, Collect);
}

/// <summary>What a campaign was given of its own; null where its line or the app decides.</summary>
/// <param name="StartAt">Nothing of it leaves before.</param>
/// <param name="ValidUntil">What has not left by then expires.</param>
/// <param name="Window">Its own days and hours, within those of its line.</param>
/// <param name="Waves">How what the guard holds leaves by itself.</param>
/// <param name="Guard">How large it may be.</param>
/// <param name="Interval">The pause before each of its messages; a line never speaks faster than its own.</param>
/// <param name="PerMinute">So many of its messages a minute at most.</param>
/// <param name="Collect">Whether it is collected before anything of it leaves.</param>
internal sealed record CampaignSettings(
    DateTimeOffset? StartAt, DateTimeOffset? ValidUntil, WindowJson? Window, WavesJson? Waves, GuardJson? Guard, TimeSpan? Interval,
    int? PerMinute, bool? Collect);
