using OlConnector.Engine.Parts;

namespace OlConnector.Queue;

/// <summary>What a composed text takes and costs, as the message keeps it.</summary>
/// <param name="Parts">SMS parts; 1 on WhatsApp.</param>
/// <param name="Cost">In millionths of the currency; null for a number without a price.</param>
/// <param name="Currency">The line's; null without a cost, or where the line names none.</param>
internal sealed record PricedText(int Parts, long? Cost, string? Currency)
{
    internal static PricedText Of(MessageCost cost, string? currency) =>
        new(cost.Parts, cost.Kept, cost.Kept is null ? null : currency);
}
