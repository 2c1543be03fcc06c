using OlConnector.Engine.Risk;

namespace OlConnector.Engine.Campaigns;

/// <summary>A mailing as the user sees it.</summary>
public sealed class Campaign
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }
    public required LineId LineId { get; init; }
    public required CampaignKind Kind { get; init; }
    public required string Name { get; set; }

    /// <summary>Lower goes first; ties by start.</summary>
    public int Rank { get; set; }

    /// <summary>When its first message was accepted; while it waits for one, when it was prepared.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its latest message was accepted; while it waits for the first one, when it was prepared.</summary>
    public required DateTimeOffset LastArrivalAt { get; set; }

    public string? Author { get; set; }

    /// <summary>The first message's normalised source text; of a prepared mailing the text that was prepared.</summary>
    public required string FirstText { get; set; }

    /// <summary>What all its messages have in common, as it is stored; null for a campaign that nobody has to recognise.</summary>
    public string? Skeleton { get; set; }

    /// <summary>The code of its letter's marker.</summary>
    public string? Marker { get; init; }

    /// <summary>Prepared, and no message of its letter has come yet.</summary>
    public bool IsAwaiting { get; set; }

    /// <summary>Of an own mailing, until all its recipients have become messages; null from then on, and for every other.</summary>
    public MailingStage? Stage { get; set; }

    /// <summary>Made by its people's own hand or program, and not by a letter of CRM-Marketing.</summary>
    public bool IsOwn => Kind is CampaignKind.File or CampaignKind.Api;

    /// <summary>Of an own mailing: who started it.</summary>
    public string? StartedBy { get; set; }

    /// <summary>The mailing whose letter was sent once more, or whose messages it sends again; null for one of its own.</summary>
    public Guid? RunOf { get; init; }

    /// <summary>Which messages of that one it still takes over; null when it has them all, or gets its own.</summary>
    public RestartWhich? Takes { get; set; }

    /// <summary>Who restarted that one; null where its letter was sent once more.</summary>
    public string? RunBy { get; init; }

    /// <summary>False for what was restarted: it has its messages, and no arrival is taken for one of them.</summary>
    public bool GathersLetters => Kind is CampaignKind.Marketing or CampaignKind.Prepared && RunBy is null;

    /// <summary>What it was given of its own, as it is stored; null when nothing.</summary>
    public string? Settings { get; set; }

    public bool IsPaused { get; set; }

    /// <summary>
    /// Its start, until that has come and was noticed; a moment that is long past was missed, and a person decides. Null when nothing
    /// is ahead.
    /// </summary>
    public DateTimeOffset? StartDueAt { get; set; }

    /// <summary>
    /// It is collected until then, and each arrival moves the moment; what was admitted waits. Null when it is not, or a person sent it on.
    /// </summary>
    public DateTimeOffset? CollectingUntil { get; set; }

    /// <summary>True when its start was missed, and a person has not decided yet.</summary>
    public bool HasMissedStart(DateTimeOffset now) => IsPaused && StartDueAt < now - MailingSettings.LatestStart;

    /// <summary>The campaign that has taken over its messages, and takes those of its letter that are still to come.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>Stopped for good; later arrivals are stopped too.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>What has not left by then expires; null for as long as each message is valid.</summary>
    public DateTimeOffset? ValidUntil { get; set; }

    /// <summary>Users of the portal who hear of its end beside the author, parted by commas; null for nobody.</summary>
    public string? Notify { get; set; }

    /// <summary>The number that gets a message about its end, digits; null for none.</summary>
    public string? NotifyNumber { get; set; }

    /// <summary>When people were told that it is larger than advised; null until then.</summary>
    public DateTimeOffset? WarnToldAt { get; set; }

    /// <summary>When people were told that the guard acts; null until then.</summary>
    public DateTimeOffset? GuardToldAt { get; set; }

    /// <summary>When people were told that what is held of it expires within a day; null until then.</summary>
    public DateTimeOffset? HoldEndToldAt { get; set; }

    /// <summary>Those users.</summary>
    public IReadOnlyList<string> Notified => Notify?.Split(',') ?? [];

    /// <summary>Whom it concerns: its author, where known, and those users.</summary>
    public IReadOnlyList<string> Concerned =>
        [.. new[] { Author }.OfType<string>().Concat(Notified).Distinct(StringComparer.Ordinal)];

    /// <summary>When its end was told, or needed no telling any more; null until then.</summary>
    public DateTimeOffset? EndToldAt { get; set; }

    /// <summary>What was forecast for it once its messages had come; null where nothing is known.</summary>
    public string? Plan { get; set; }

    /// <summary>Since when the plan holds; null while it has to be made, for the first time or anew.</summary>
    public DateTimeOffset? PlannedAt { get; set; }

    /// <summary>False once nothing of it can leave any more.</summary>
    public bool IsLive { get; set; } = true;

    /// <summary>Messages that were sorted into it: the other side of its books, counted by whoever gives it one.</summary>
    public long Received { get; set; }

    /// <summary>Messages that count for the segment guard.</summary>
    public int Size { get; set; }

    /// <summary>The guard holds something of it.</summary>
    public bool IsHeldByGuard { get; set; }

    /// <summary>What its risk was when it was weighed last; null where nothing depends on it.</summary>
    public RiskLevel? RiskLevel { get; set; }

    /// <summary>How many got it when it was weighed last.</summary>
    public int RiskSize { get; set; }

    /// <summary>A person has confirmed a high risk.</summary>
    public bool IsRiskConfirmed { get; set; }

    public long Version { get; set; }
}

/// <summary>How a campaign came to be.</summary>
public enum CampaignKind
{
    /// <summary>Inferred from CRM-Marketing's messages.</summary>
    Marketing,

    /// <summary>Made in the app, mostly from tables of recipients.</summary>
    File,

    /// <summary>Made by the API.</summary>
    Api,

    /// <summary>Prepared in the app before its letter is sent by CRM-Marketing.</summary>
    Prepared,
}
