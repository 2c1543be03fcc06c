namespace OlConnector.Engine.Campaigns;

/// <summary>Somebody whom an own mailing is to reach, until a message is made for them.</summary>
public sealed class Recipient
{
    /// <summary>The order in which they were named; also the row's key.</summary>
    public long Sequence { get; private set; }

    public required PortalId PortalId { get; init; }
    public required Guid CampaignId { get; init; }

    /// <summary>The file that named them; null for those that a call named.</summary>
    public Guid? FileId { get; init; }

    /// <summary>E.164 digits.</summary>
    public required string Phone { get; init; }

    /// <summary>0 where a number stands once in a mailing; else what tells it from the others.</summary>
    public long Copy { get; init; }

    /// <summary>A text of their own; null for the mailing's.</summary>
    public string? Text { get; init; }

    /// <summary>Values by field, as an object of JSON; null for none.</summary>
    public string? Fields { get; init; }
}
