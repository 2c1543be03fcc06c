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

    /// <summary>The prepared mailing whose letter was sent once more, or on another line; null for the first.</summary>
    public Guid? RunOf { get; init; }

    /// <summary>What it was given of its own, as it is stored; null when nothing.</summary>
    public string? Settings { get; set; }

    /// <summary>What has not left by then does not leave any more.</summary>
    public DateTimeOffset? ValidUntil { get; set; }

    public bool IsPaused { get; set; }

    /// <summary>Stopped for good; later arrivals are stopped too.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>False once nothing of it can leave any more.</summary>
    public bool IsLive { get; set; } = true;

    /// <summary>Messages that count for the segment guard.</summary>
    public int Size { get; set; }

    /// <summary>The guard holds something of it.</summary>
    public bool IsHeldByGuard { get; set; }

    public long Version { get; set; }
}

/// <summary>How a campaign came to be.</summary>
public enum CampaignKind
{
    /// <summary>Inferred from CRM-Marketing's messages.</summary>
    Marketing,

    /// <summary>Made from a recipient file.</summary>
    Csv,

    /// <summary>Made by the API.</summary>
    Api,

    /// <summary>Prepared in the app before its letter is sent by CRM-Marketing.</summary>
    Prepared,
}
