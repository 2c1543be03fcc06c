using System.Collections.Frozen;
using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Parts;

/// <summary>Price of one part for numbers that begin with the prefix.</summary>
/// <param name="Prefix">Digits of an E.164 number from its beginning; a plus and blanks do not matter. Empty: every number.</param>
/// <param name="Price">In the line's currency.</param>
public sealed record TariffRow(string Prefix, decimal Price);

/// <summary>What the messages of a line cost: the row with the longest prefix that fits counts. Of equal prefixes the last one.</summary>
public sealed class Tariff
{
    private readonly FrozenDictionary<string, decimal> _prices;
    private readonly FrozenDictionary<string, decimal>.AlternateLookup<ReadOnlySpan<char>> _byPrefix;

    /// <summary>A tariff of these rows.</summary>
    public Tariff(IEnumerable<TariffRow> rows)
    {
        var prices = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var row in rows) prices[string.Concat(row.Prefix.Where(char.IsAsciiDigit))] = row.Price;
        _prices = prices.ToFrozenDictionary(StringComparer.Ordinal);
        _byPrefix = _prices.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The lowest price of a part; null for a tariff without rows.</summary>
    public decimal? Lowest => _prices.Count == 0 ? null : _prices.Values.Min();

    /// <summary>The highest price of a part; null for a tariff without rows.</summary>
    public decimal? Highest => _prices.Count == 0 ? null : _prices.Values.Max();

    /// <summary>Price of one part to this number; null when no row fits: such messages are listed, not guessed.</summary>
    public decimal? PriceOf(PhoneNumber number)
    {
        for (var length = number.Digits.Length; length >= 0; length--)
        {
            if (_byPrefix.TryGetValue(number.Digits.AsSpan(0, length), out var price)) return price;
        }
        return null;
    }

    /// <summary>Price of a message of so many parts; null when no row fits.</summary>
    public decimal? CostOf(PhoneNumber number, int parts) => PriceOf(number) * parts;
}
