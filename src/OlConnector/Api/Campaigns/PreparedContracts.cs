using OlConnector.Engine.Composing.Personalization;
using OlConnector.Queue;

namespace OlConnector.Api.Campaigns;

/// <summary>Kinds of mailings that people begin in the app.</summary>
internal enum NewCampaignKind
{
    /// <summary>Its letter is pasted into CRM-Marketing, and its first message begins it.</summary>
    Prepared,

    /// <summary>A program names its recipients.</summary>
    Api,

    /// <summary>Its recipients come from tables.</summary>
    File,
}

/// <summary>A mailing that is to be made.</summary>
/// <param name="Kind">prepared, api or file.</param>
/// <param name="Line">The line it goes out by.</param>
/// <param name="Text">
/// The letter, with groups and fields, without a marker. May be left out of an own mailing (api, file) whose recipients have texts of
/// their own.
/// </param>
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
/// <param name="EndAt">Of an own mailing with <c>spreadEvenly</c>: when its last message is to leave.</param>
/// <param name="SpreadEvenly">Of an own mailing: its messages spread evenly from its start to <c>endAt</c>. Default: false.</param>
/// <param name="Dedupe">Of an own mailing: a number gets one message, the first. Default: as its portal says.</param>
/// <param name="Variants">Of an own mailing: how variants are chosen. Default: balanced.</param>
/// <param name="MissingValue">Of an own mailing: what happens where a field has no value. Default: as its portal says.</param>
/// <param name="Recipients">Of an own mailing: at most 1000, as objects or as bare numbers in quotes. More come by further calls.</param>
/// <param name="Start">Of an own mailing: it begins with this call, at once or at <c>startAt</c>. Default: false, it is a draft.</param>
/// <param name="AcknowledgeRisk">With <c>start</c>, where its risk is high: the caller knows it.</param>
internal sealed record NewCampaign(
    NewCampaignKind? Kind = null, string? Line = null, string? Text = null, string? Name = null, DateTimeOffset? StartAt = null,
    DateTimeOffset? ValidUntil = null, WindowJson? Window = null, WavesJson? Waves = null, GuardJson? Guard = null,
    TimeSpan? Interval = null, int? PerMinute = null, bool? Collect = null, CampaignNotify? Notify = null, DateTimeOffset? EndAt = null,
    bool? SpreadEvenly = null, bool? Dedupe = null, VariantChoice? Variants = null, MissingValuePolicy? MissingValue = null,
    IReadOnlyList<RecipientDraft>? Recipients = null, bool? Start = null, bool? AcknowledgeRisk = null)
{
    /// <summary>What it has in common with a change of a mailing that is there.</summary>
    internal CampaignDraft AsDraft() => new(
        Name, null, Text, StartAt, ValidUntil, Window, Waves, Guard, Notify, Interval, PerMinute, Collect, EndAt, SpreadEvenly, Dedupe,
        Variants, MissingValue);
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
/// <param name="EndAt">When its last message is to leave.</param>
/// <param name="SpreadEvenly">Whether its messages spread evenly until then.</param>
/// <param name="Spread">The pause that this takes; null until it has begun.</param>
/// <param name="Dedupe">Whether a number gets one message.</param>
/// <param name="Variants">How its variants are chosen.</param>
/// <param name="MissingValue">What happens where a field has no value.</param>
internal sealed record CampaignSettings(
    DateTimeOffset? StartAt, DateTimeOffset? ValidUntil, WindowJson? Window, WavesJson? Waves, GuardJson? Guard, TimeSpan? Interval,
    int? PerMinute, bool? Collect, DateTimeOffset? EndAt, bool? SpreadEvenly, TimeSpan? Spread, bool? Dedupe, VariantChoice? Variants,
    MissingValuePolicy? MissingValue);
