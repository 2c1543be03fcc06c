namespace OlConnector.Engine.Campaigns;

/// <summary>How long a campaign takes messages of its letter (design.md §6).</summary>
public static class Joining
{
    /// <summary>True while arrivals may still belong to it.</summary>
    /// <param name="startedAt">When its first message was accepted.</param>
    /// <param name="lastArrivalAt">When its latest message was accepted.</param>
    /// <param name="stoppedAt">When it was stopped for good.</param>
    /// <param name="isHeldByGuard">The guard holds something of it.</param>
    /// <param name="at">The moment of the arrival.</param>
    /// <param name="options">For how long.</param>
    public static bool IsOpen(
        DateTimeOffset startedAt,
        DateTimeOffset lastArrivalAt,
        DateTimeOffset? stoppedAt,
        bool isHeldByGuard,
        DateTimeOffset at,
        CampaignOptions options)
    {
        if (stoppedAt is { } stopped) return at - stopped <= options.StopMemory;
        if (isHeldByGuard && at - lastArrivalAt <= options.StopMemory) return true;
        return at - lastArrivalAt <= options.JoinGap && at - startedAt <= options.JoinFor;
    }
}
