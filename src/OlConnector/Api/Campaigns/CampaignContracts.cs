using OlConnector.Api.Lines;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Queue;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Where a campaign stands.</summary>
internal enum CampaignState
{
    /// <summary>An own mailing that is being put together: nothing of it leaves before it is started.</summary>
    Draft,

    /// <summary>Prepared; its letter has not been sent yet.</summary>
    Awaiting,

    /// <summary>Its messages wait for its start.</summary>
    Scheduled,

    /// <summary>Its messages wait until its letter has been handed over whole.</summary>
    Collecting,

    /// <summary>Its messages leave, or more may still come.</summary>
    Running,

    /// <summary>A person paused it.</summary>
    Paused,

    /// <summary>Everything that is left of it waits for a person's decision; or its start was missed.</summary>
    Held,

    /// <summary>A person stopped it for good.</summary>
    Stopped,

    /// <summary>Closed, and nothing of it waits any more.</summary>
    Completed,

    /// <summary>Its time is over, and not all of it had left by then.</summary>
    Expired,
}

/// <summary>A campaign.</summary>
/// <param name="Id">Its key.</param>
/// <param name="LineId">The line it goes out by.</param>
/// <param name="Kind">How it came to be.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Rank">Lower goes first on its line; ties by start.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StartedAt">When its first message came; until then, when it was made.</param>
/// <param name="LastArrivalAt">When its latest message came; until then, when it was made.</param>
/// <param name="StoppedAt">When it was stopped.</param>
/// <param name="Author">The portal's user, where known.</param>
/// <param name="AuthorName">What people call the author; null for who never opened the app.</param>
/// <param name="Text">The source text of its first message; of a prepared mailing the text that was prepared.</param>
/// <param name="Recipients">Of an own mailing: recipients for whom no message has been made yet; null elsewhere.</param>
/// <param name="Total">All its messages.</param>
/// <param name="States">How many of them stand in each state.</param>
/// <param name="InFlight">How many are with the gateway right now.</param>
/// <param name="Guard">How large it is, and how large it may be.</param>
/// <param name="Risk">What a person should know before more of it leaves; null in lists, and once it is over.</param>
/// <param name="Forecast">When what waits would leave; null in lists.</param>
/// <param name="Halt">While it is paused or stopped: who did that; null in lists.</param>
/// <param name="Holds">What its held messages are held for, the most frequent reason first; null in lists.</param>
/// <param name="Waves">How what is held leaves by and by; in lists the waves that are still to come.</param>
/// <param name="Settings">What it was given of its own.</param>
/// <param name="Notify">Who hears of it beside the author; null for nobody.</param>
/// <param name="Marker">The code of its letter's marker; null when the letter has none.</param>
/// <param name="TextToPaste">Of a prepared mailing: the text with its marker, as it is pasted into CRM-Marketing.</param>
/// <param name="RunOf">The campaign whose letter was sent once more, or whose messages it sends again; null for one of its own.</param>
/// <param name="Runs">The campaigns that are runs of it, oldest first; null in lists.</param>
/// <param name="Restartable">How many of its messages a restart would take; null in lists, and while it is not over.</param>
/// <param name="RefusedByDemo">
/// How many of its messages the demo refused and a restart of <c>refusedByDemo</c> would send, over or not; null in lists.
/// </param>
/// <param name="StartMissed">Nothing was there to notice its start in time: it is held until it is started.</param>
/// <param name="CollectingUntil">
/// While it is being collected: when it has been, if nothing arrives meanwhile; its start sends it on before. Null otherwise.
/// </param>
/// <param name="HoldsExpireAt">When the first of its held messages expires unless somebody decides; null in lists, and for none.</param>
/// <param name="Version">Grows with each change; the first part of the ETag.</param>
internal sealed record CampaignResource(
    string Id, string LineId, CampaignKind Kind, string Name, int Rank, CampaignState State, DateTimeOffset StartedAt,
    DateTimeOffset LastArrivalAt, DateTimeOffset? StoppedAt, string? Author, string? AuthorName, string Text, int? Recipients, int Total,
    IReadOnlyDictionary<string, int> States, int InFlight, CampaignGuard Guard, RiskAnswer? Risk,
    ForecastAnswer? Forecast, CampaignHalt? Halt, IReadOnlyList<CampaignHold>? Holds, IReadOnlyList<WaveResource> Waves,
    CampaignSettings Settings, CampaignNotify? Notify, string? Marker, string? TextToPaste, string? RunOf, IReadOnlyList<RunResource>? Runs,
    RestartCounts? Restartable, int? RefusedByDemo, bool StartMissed, DateTimeOffset? CollectingUntil,
    DateTimeOffset? HoldsExpireAt, long Version) : IVersioned;

/// <summary>A campaign that sends messages of another one again.</summary>
/// <param name="Id">Its key.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Total">All its messages.</param>
internal sealed record RunResource(string Id, DateTimeOffset StartedAt, int Total);

/// <summary>How many messages of a campaign a restart would take, by what is asked for.</summary>
/// <param name="All">All but repeated numbers and what a person turned down.</param>
/// <param name="Failed">Failed ones that no run has taken yet.</param>
/// <param name="NotDelivered">Failed and undelivered ones that no run has taken yet.</param>
/// <param name="Unsent">Stopped, cleared and expired ones that no run has taken yet.</param>
internal sealed record RestartCounts(int All, int Failed, int NotDelivered, int Unsent);

/// <summary>Which messages go out again.</summary>
/// <param name="Which">All, failed, notDelivered, unsent or refusedByDemo.</param>
/// <param name="Acknowledge">
/// With <c>all</c>, because people get the letter again, and with more than 100 of any kind: the number of messages, repeated.
/// </param>
internal sealed record CampaignRestart(RestartWhich? Which = null, int? Acknowledge = null);

/// <summary>What a restart began.</summary>
/// <param name="Id">The campaign that sends them again.</param>
/// <param name="Taken">How many messages it takes.</param>
internal sealed record RestartedAnswer(string Id, int Taken);

/// <summary>Messages of a campaign that are held for the same reason.</summary>
/// <param name="Reason">A hold reason.</param>
/// <param name="Count">How many.</param>
/// <param name="Fields">
/// With UNRESOLVED_PLACEHOLDER: the fields that may have no value, as the text names them; empty below the role marketer.
/// </param>
internal sealed record CampaignHold(string Reason, int Count, IReadOnlyList<string> Fields);

/// <summary>Who paused or stopped a campaign.</summary>
/// <param name="At">When.</param>
/// <param name="By">A person's or token's id.</param>
/// <param name="Name">What people call them, where known.</param>
internal sealed record CampaignHalt(DateTimeOffset At, string By, string? Name);

/// <summary>A campaign before the guard of its size.</summary>
/// <param name="Size">Numbers that count for it.</param>
/// <param name="Warn">With more of them people are warned.</param>
/// <param name="Limit">With more of them the guard acts.</param>
/// <param name="Policy">What it does then.</param>
/// <param name="From">The nearest level that says any of it.</param>
internal sealed record CampaignGuard(int Size, int Warn, int Limit, GuardPolicy Policy, GuardLevel From);

/// <summary>What people may change of a campaign: name and rank at any time, the rest while it can still act.</summary>
/// <param name="Name">1–200 characters. Default: the beginning of its text.</param>
/// <param name="Rank">Lower goes first. Default: 0.</param>
/// <param name="Text">Of a prepared mailing, as long as its letter has not been sent; of an own one, before it begins.</param>
/// <param name="StartAt">Nothing of it leaves before. Default: at once.</param>
/// <param name="ValidUntil">
/// What has not left by then expires, at most a year ahead. Default: as long as the line's messages are valid.
/// </param>
/// <param name="Window">Its own days and hours, within those of its line. Default: the line's.</param>
/// <param name="Waves">How what the guard holds leaves by itself. Default: a person decides.</param>
/// <param name="Guard">How large it may be. Default: its line's guard, then its portal's, then the app's.</param>
/// <param name="Notify">Who hears of it beside the author. Default: nobody.</param>
/// <param name="Interval">The pause before each of its messages, within the bounds of its line; a line never speaks faster than its own.
/// Default: the line's.</param>
/// <param name="PerMinute">So many of its messages a minute at most: a pause of 60 seconds by this number. Default: no such bound.</param>
/// <param name="Collect">
/// Nothing of it leaves until its letter has been handed over whole; false sends on what is being collected. Default: as its line, then its
/// portal says.
/// </param>
/// <param name="EndAt">Of an own mailing with <c>spreadEvenly</c>, before it begins: when its last message is to leave.</param>
/// <param name="SpreadEvenly">Of an own mailing, before it begins: its messages spread evenly until then. Default: false.</param>
/// <param name="Dedupe">Of an own mailing: a number gets one message. Default: as its portal says.</param>
/// <param name="Variants">Of an own mailing: how variants are chosen. Default: balanced.</param>
/// <param name="MissingValue">Of an own mailing: what happens where a field has no value. Default: as its portal says.</param>
internal sealed record CampaignDraft(
    string? Name = null, int? Rank = null, string? Text = null, DateTimeOffset? StartAt = null, DateTimeOffset? ValidUntil = null,
    WindowJson? Window = null, WavesJson? Waves = null, GuardJson? Guard = null, CampaignNotify? Notify = null,
    TimeSpan? Interval = null, int? PerMinute = null, bool? Collect = null, DateTimeOffset? EndAt = null, bool? SpreadEvenly = null,
    bool? Dedupe = null, VariantChoice? Variants = null, MissingValuePolicy? MissingValue = null);

/// <summary>Who hears of a campaign beside its author.</summary>
/// <param name="Users">
/// Users of the portal who have opened the app, by their ids there; at most 20. They hear in the portal when its guard warns or acts, when
/// what is held is about to expire, and when it has ended.
/// </param>
/// <param name="Number">A number that gets a message by the campaign's line when it has ended, unless it is on the stop list.</param>
internal sealed record CampaignNotify(IReadOnlyList<string>? Users = null, string? Number = null);

/// <summary>Which held messages may go on.</summary>
/// <param name="Count">How many, oldest first; absent for all.</param>
/// <param name="Acknowledge">The number that will be released, repeated, where it is more than 100.</param>
/// <param name="As">
/// How they are composed. Absent: as always, and messages that would only be held again (a missing value, broken braces) stay held.
/// </param>
/// <param name="AcknowledgeRisk">True where something is held for a high risk: the person knows it.</param>
internal sealed record CampaignRelease(
    int? Count = null, int? Acknowledge = null, ReleaseAs? As = null, bool? AcknowledgeRisk = null);

/// <summary>How a campaign goes on.</summary>
/// <param name="AcknowledgeRisk">True where a prepared mailing's risk is high: the person knows it.</param>
internal sealed record CampaignResume(bool? AcknowledgeRisk = null);

/// <summary>How held messages leave in waves.</summary>
/// <param name="Size">Messages of a wave, 1 or more. Default: 50.</param>
/// <param name="Gap">From the start of one wave to the start of the next, a minute to 7 days.</param>
/// <param name="StartAt">When the first wave begins, at most 30 days ahead. Default: at once.</param>
/// <param name="Acknowledge">The number that will be released, repeated, where it is more than 100.</param>
/// <param name="AcknowledgeRisk">True where something is held for a high risk: the person knows it.</param>
internal sealed record CampaignSplit(
    int? Size = null, TimeSpan? Gap = null, DateTimeOffset? StartAt = null, int? Acknowledge = null, bool? AcknowledgeRisk = null);

/// <summary>One wave.</summary>
/// <param name="Number">Counted from 1 within the campaign.</param>
/// <param name="Size">Messages that leave with it.</param>
/// <param name="At">When it begins.</param>
/// <param name="Released">How many it has released.</param>
/// <param name="State">planned, done or cancelled.</param>
/// <param name="By">Who planned it.</param>
internal sealed record WaveResource(int Number, int Size, DateTimeOffset At, int Released, WaveState State, string By);

/// <summary>What a split did.</summary>
/// <param name="Waves">The waves that were planned.</param>
/// <param name="StillHeld">Messages that no wave takes, because released they would only be held again.</param>
/// <param name="InFlight">Messages that were with the gateway already.</param>
internal sealed record SplitAnswer(IReadOnlyList<WaveResource> Waves, int StillHeld, int InFlight);

/// <summary>What a cancelling of waves did.</summary>
/// <param name="Cancelled">Waves that will not come; their messages stay held.</param>
/// <param name="InFlight">Messages that were with the gateway already.</param>
internal sealed record WavesCancelledAnswer(int Cancelled, int InFlight);

/// <summary>What a stop did.</summary>
/// <param name="Stopped">Messages that will not leave.</param>
/// <param name="InFlight">Messages that were with the gateway already.</param>
internal sealed record StoppedAnswer(int Stopped, int InFlight);

/// <summary>What a release did.</summary>
/// <param name="Released">Messages that go on.</param>
/// <param name="StillHeld">Messages that stay held, because composed like this they would only be held again.</param>
/// <param name="InFlight">Messages that were with the gateway already.</param>
internal sealed record ReleasedAnswer(int Released, int StillHeld, int InFlight);

/// <summary>What a discarding did.</summary>
/// <param name="Discarded">Held messages that were given up.</param>
/// <param name="InFlight">Messages that were with the gateway already.</param>
internal sealed record DiscardedAnswer(int Discarded, int InFlight);

/// <summary>How a campaign goes out.</summary>
/// <param name="Planned">From now on, by the forecast.</param>
/// <param name="Real">What left so far.</param>
/// <param name="Kept">
/// What was forecast once all messages had come, or when a person last decided otherwise (release, waves, start, pace, merge); null while
/// messages still come, and until the new one is made.
/// </param>
internal sealed record CampaignTimeline(
    IReadOnlyList<TimelinePoint> Planned, IReadOnlyList<TimelinePoint> Real, KeptPlan? Kept = null);

/// <summary>A forecast as it was made at a moment, to be compared with what really happened.</summary>
/// <param name="MadeAt">When.</param>
/// <param name="Points">How many would have left by when.</param>
internal sealed record KeptPlan(DateTimeOffset MadeAt, IReadOnlyList<TimelinePoint> Points);

/// <summary>A point of a timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Sent">How many of the campaign's messages have left by then.</param>
internal sealed record TimelinePoint(DateTimeOffset At, int Sent);
