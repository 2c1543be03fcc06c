using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Parts;

/// <summary>What one message takes and costs (product.md §9).</summary>
/// <param name="Parts">SMS parts of its text; 1 on WhatsApp, which never splits.</param>
/// <param name="Amount">What they cost together, in the line's currency; null for a number that no row of the tariff fits.</param>
public sealed record MessageCost(int Parts, decimal? Amount)
{
    /// <summary>Amounts are kept in millionths of a currency: whole numbers add up alike on every database.</summary>
    private const decimal Millionths = 1_000_000m;

    /// <summary>The cost of a text to a number.</summary>
    /// <param name="text">As it goes out.</param>
    /// <param name="digits">The number, digits of E.164.</param>
    /// <param name="channel">By what it goes.</param>
    /// <param name="tariff">The line's; null where nobody entered one.</param>
    public static MessageCost Of(string text, string digits, Channel channel, Tariff? tariff)
    {
        var parts = channel == Channel.Sms ? SmsParts.Measure(text).Parts : 1;
        return new MessageCost(
            parts, tariff is not null && PhoneNumber.TryFromDigits(digits, out var number) ? tariff.CostOf(number.Value, parts) : null);
    }

    /// <summary>The amount as it is kept; null for none.</summary>
    public long? Kept => Amount is { } amount ? (long)decimal.Round(amount * Millionths) : null;

    /// <summary>A kept amount as people read it.</summary>
    public static decimal AmountOf(long kept) => kept / Millionths;
}
