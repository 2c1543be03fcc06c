namespace OlConnector.Engine.Campaigns;

/// <summary>A campaign that an arriving marketing message may belong to.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Author">Who wrote the letter; null when unknown.</param>
/// <param name="Text">Fingerprint of its first message.</param>
/// <param name="StartedAt">When that message was accepted.</param>
/// <param name="LastArrivalAt">When its latest message was accepted.</param>
/// <param name="StoppedAt">When it was stopped for good.</param>
/// <param name="IsHeldByGuard">The guard holds something of it.</param>
public sealed record JoinableCampaign(
    Guid Id,
    string? Author,
    TextFingerprint Text,
    DateTimeOffset StartedAt,
    DateTimeOffset LastArrivalAt,
    DateTimeOffset? StoppedAt,
    bool IsHeldByGuard);

/// <summary>Finds the campaign of a CRM-Marketing message: nothing in the call names the letter (design.md §6).</summary>
public static class CampaignInference
{
    /// <summary>The campaign it joins; null when it starts a new one. The most similar wins, then the youngest.</summary>
    public static Guid? Find(
        IEnumerable<JoinableCampaign> campaigns,
        string? author,
        TextFingerprint text,
        DateTimeOffset acceptedAt,
        CampaignOptions options) =>
        campaigns
            .Where(campaign => IsOpen(campaign, acceptedAt, options))
            .Where(campaign => author is null || campaign.Author is null || author == campaign.Author)
            .Select(campaign => (campaign, Similarity: campaign.Text.SimilarityTo(text)))
            .Where(match => match.Similarity is not null)
            .OrderByDescending(match => match.Similarity).ThenByDescending(match => match.campaign.StartedAt)
            .Select(match => (Guid?)match.campaign.Id)
            .FirstOrDefault();

    /// <summary>True while similar arrivals still belong to it.</summary>
    public static bool IsOpen(JoinableCampaign campaign, DateTimeOffset at, CampaignOptions options) =>
        IsOpen(campaign.StartedAt, campaign.LastArrivalAt, campaign.StoppedAt, campaign.IsHeldByGuard, at, options);

    /// <inheritdoc cref="IsOpen(JoinableCampaign, DateTimeOffset, CampaignOptions)"/>
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
