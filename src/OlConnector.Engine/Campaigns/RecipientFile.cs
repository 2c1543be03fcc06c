namespace OlConnector.Engine.Campaigns;

/// <summary>A table of recipients that was given to an own mailing.</summary>
public sealed class RecipientFile
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CampaignId { get; init; }

    /// <summary>What its giver called it; null for nothing.</summary>
    public string? Name { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who gave it.</summary>
    public required string Actor { get; init; }

    /// <summary>utf-8, utf-16le, utf-16be or windows-1251.</summary>
    public required string Encoding { get; init; }

    /// <summary>The sign between its cells; null for a single column.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Its columns and what became of each, as JSON.</summary>
    public required string Columns { get; init; }

    /// <summary>Recipients that were taken from it.</summary>
    public int Accepted { get; set; }

    /// <summary>Rows with a number that the mailing had.</summary>
    public int Duplicates { get; set; }

    /// <summary>Rows that could not be taken.</summary>
    public int Rejected { get; set; }

    public RecipientFileState State { get; set; }

    /// <summary>When it was last worked upon.</summary>
    public DateTimeOffset TouchedAt { get; set; }
}

/// <summary>Where a file stands.</summary>
public enum RecipientFileState
{
    /// <summary>It is being read: nothing of it is sent.</summary>
    Importing,

    /// <summary>All of it was read.</summary>
    Whole,

    /// <summary>A person deleted it and kept its recipients.</summary>
    Kept,

    /// <summary>It and what is unsent of it go.</summary>
    Leaving,
}

/// <summary>A row of a file that could not be taken.</summary>
public sealed class RejectedRecipient
{
    public required PortalId PortalId { get; init; }
    public required Guid FileId { get; init; }

    /// <summary>As a table program counts: the first row of the file is 1.</summary>
    public required int Number { get; init; }

    /// <summary>What stood where a number was expected.</summary>
    public required string Value { get; init; }

    /// <summary>Why, as a code.</summary>
    public required string Code { get; init; }

    /// <summary>Its cells, as a list of JSON, each cut where it is long.</summary>
    public required string Cells { get; init; }
}
