namespace OlConnector.Engine.Campaigns;

/// <summary>How long a campaign takes messages of its letter (design.md §6).</summary>
public static class Joining
{
    /// <summary>True while arrivals may still belong to it, whether it runs, was stopped or is held by the guard.</summary>
    /// <param name="startedAt">When its first message was accepted.</param>
    /// <param name="lastArrivalAt">When its latest message was accepted.</param>
    /// <param name="at">The moment of the arrival.</param>
    /// <param name="options">For how long.</param>
    public static bool IsOpen(DateTimeOffset startedAt, DateTimeOffset lastArrivalAt, DateTimeOffset at, CampaignOptions options) =>
        at <= EndOf(startedAt, lastArrivalAt, options);

    /// <summary>When it takes no more, if nothing arrives meanwhile.</summary>
    /// <param name="startedAt">When its first message was accepted.</param>
    /// <param name="lastArrivalAt">When its latest message was accepted.</param>
    /// <param name="options">For how long.</param>
    public static DateTimeOffset EndOf(DateTimeOffset startedAt, DateTimeOffset lastArrivalAt, CampaignOptions options) =>
        Moments.Earlier(lastArrivalAt + options.JoinGap, startedAt + options.JoinFor);
}
