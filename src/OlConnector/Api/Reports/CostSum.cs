using OlConnector.Engine.Messages;
using OlConnector.Engine.Parts;

namespace OlConnector.Api.Reports;

/// <summary>What messages cost together.</summary>
/// <param name="Currency">The currency; null for messages without a price, and where the line names none.</param>
/// <param name="Messages">How many.</param>
/// <param name="Parts">SMS parts of their texts; as many as messages on WhatsApp.</param>
/// <param name="Amount">The money; null for messages without a price.</param>
internal sealed record CostSum(string? Currency, int Messages, long Parts, decimal? Amount)
{
    /// <summary>States of messages that left, and have to be paid for.</summary>
    internal static readonly MessageState[] Left = [MessageState.Sent, MessageState.Delivered, MessageState.Read, MessageState.Undelivered];

    /// <summary>Sums by currency; messages without a price stand apart.</summary>
    internal static IReadOnlyList<CostSum> Of(IEnumerable<CostPart> parts) =>
        [.. parts.GroupBy(part => (part.Currency, part.IsPriced)).OrderByDescending(group => group.Key.IsPriced)
            .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .Select(group => new CostSum(
                group.Key.Currency, group.Sum(part => part.Messages), group.Sum(part => part.Parts),
                group.Key.IsPriced ? MessageCost.AmountOf(group.Sum(part => part.Cost)) : null))];
}

/// <summary>Messages that were added up in the database.</summary>
/// <param name="Cost">In millionths of the currency.</param>
internal sealed record CostPart(string? Currency, bool IsPriced, int Messages, long Parts, long Cost);
