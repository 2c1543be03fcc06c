namespace OlConnector.Engine.Campaigns;

/// <summary>A part of a campaign's held messages that is released at its moment.</summary>
public sealed class CampaignWave
{
    public required PortalId PortalId { get; init; }
    public required Guid CampaignId { get; init; }

    /// <summary>Counted from 1 within the campaign, over all its plans.</summary>
    public required int Number { get; init; }

    public required int Size { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How many it has released so far.</summary>
    public int Released { get; set; }

    public WaveState State { get; set; }

    /// <summary>Who planned it.</summary>
    public required string Actor { get; init; }
}

/// <summary>Where a wave stands.</summary>
public enum WaveState
{
    /// <summary>Its moment has not come, or it is being released.</summary>
    Planned,

    /// <summary>It released what there was to release.</summary>
    Done,

    /// <summary>A person cancelled it, or stopped its campaign.</summary>
    Cancelled,
}
