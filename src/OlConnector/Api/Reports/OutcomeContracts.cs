using OlConnector.Engine.Messages;

namespace OlConnector.Api.Reports;

/// <summary>What happened to a mailing.</summary>
/// <param name="States">How many of its messages stand in each state.</param>
/// <param name="Reasons">Why, the most frequent first.</param>
/// <param name="Hours">When they left and arrived, the earliest first; hours in which nothing happened are left out.</param>
internal sealed record CampaignOutcome(
    IReadOnlyDictionary<string, int> States, IReadOnlyList<OutcomeReason> Reasons, IReadOnlyList<OutcomeHour> Hours);

/// <summary>Messages of a mailing that stand where they do for the same reason.</summary>
/// <param name="State">Where.</param>
/// <param name="Reason">A code of <c>reasons</c>.</param>
/// <param name="Count">How many.</param>
internal sealed record OutcomeReason(MessageState State, string Reason, int Count);

/// <summary>One hour of a mailing.</summary>
/// <param name="At">Its beginning.</param>
/// <param name="Sent">How many left in it.</param>
/// <param name="Delivered">How many arrived in it.</param>
internal sealed record OutcomeHour(DateTimeOffset At, int Sent, int Delivered);

/// <summary>What a mailing costs, by the line's tariff.</summary>
/// <param name="Spent">What has left.</param>
/// <param name="ToCome">What waits and is composed, held messages too.</param>
/// <param name="Uncounted">Messages that are not composed yet, or left before parts were kept.</param>
/// <param name="HasTariff">The line has prices.</param>
/// <param name="Unpriced">Messages to numbers that no price is for; null where the line has none at all.</param>
/// <param name="InLatin">What waits, if it were written in Latin letters; null on WhatsApp, and when nothing waits.</param>
internal sealed record CampaignCost(
    IReadOnlyList<CostSum> Spent, IReadOnlyList<CostSum> ToCome, int Uncounted, bool HasTariff, UnpricedNumbers? Unpriced,
    CostSum? InLatin);

/// <summary>Messages to numbers that no price is for.</summary>
/// <param name="Count">How many.</param>
/// <param name="Numbers">The first twenty; for a viewer with their middle hidden.</param>
internal sealed record UnpricedNumbers(int Count, IReadOnlyList<string> Numbers);
