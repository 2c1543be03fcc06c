namespace OlConnector.Api.Campaigns;

/// <summary>Which mailing becomes one with this one.</summary>
/// <param name="Other">A mailing of the same line, not prepared, that is not over. Its messages become this one's.</param>
internal sealed record CampaignMerge(string? Other = null);

/// <summary>What a merge did.</summary>
/// <param name="Merged">Messages that were the other one's.</param>
/// <param name="Duplicates">Unsent ones to numbers that the other of both had too: suppressed.</param>
/// <param name="Held">Unsent messages that the guard holds, because both together are too large.</param>
/// <param name="InFlight">Messages of the campaign that are with the gateway already.</param>
internal sealed record MergedAnswer(int Merged, int Duplicates, int Held, int InFlight);

/// <summary>Which messages become a mailing of their own.</summary>
/// <param name="Messages">Ids of 1–500 messages of the campaign; those that do not wait any more stay in it.</param>
internal sealed record CampaignSeparation(IReadOnlyList<string>? Messages = null);

/// <summary>What a separation did.</summary>
/// <param name="Id">The new campaign.</param>
/// <param name="Separated">Messages that are its.</param>
/// <param name="Gone">Messages that did not wait any more, and stay where they were.</param>
/// <param name="InFlight">Messages of the old campaign that are with the gateway already.</param>
internal sealed record SeparatedAnswer(string Id, int Separated, int Gone, int InFlight);

/// <summary>When a prepared or scheduled campaign begins.</summary>
/// <param name="At">At most 30 days ahead. Absent: at once.</param>
/// <param name="AcknowledgeRisk">True where its risk is high: the person knows it.</param>
internal sealed record CampaignStart(DateTimeOffset? At = null, bool? AcknowledgeRisk = null);
