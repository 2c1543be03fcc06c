namespace OlConnector.Engine.Campaigns;

/// <summary>Where an own mailing stands before all its recipients have become messages.</summary>
public enum MailingStage
{
    /// <summary>It is being put together: text, recipients and settings may change, and nothing leaves.</summary>
    Draft,

    /// <summary>A person started it, and its moment has not come.</summary>
    Scheduled,

    /// <summary>Its recipients become messages, a slice at a time.</summary>
    Pouring,

    /// <summary>It was given up before it began; its recipients are being deleted, and nobody sees it any more.</summary>
    Withdrawn,
}
