using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Crm;

/// <summary>Remembers cards and whose phone is whose for ten minutes. Bounded: the oldest go first.</summary>
internal sealed class CrmCache(TimeProvider clock)
{
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private const int MostCards = 20_000;
    private const int MostPhones = 50_000;

    private readonly Shelf<(PortalId, CardKey), JObject?> _cards = new(MostCards, clock);
    private readonly Shelf<(PortalId, string), CardKey?> _phones = new(MostPhones, clock);

    /// <summary>A card; null inside when CRM has none of this key.</summary>
    internal bool TryGet(PortalId portal, CardKey key, out JObject? card) => _cards.TryGet((portal, key), out card);

    internal void Keep(PortalId portal, CardKey key, JObject? card) => _cards.Keep((portal, key), card);

    /// <summary>The client with this phone; null inside when CRM has none.</summary>
    internal bool TryGet(PortalId portal, string phone, out CardKey? client) => _phones.TryGet((portal, phone), out client);

    internal void Keep(PortalId portal, string phone, CardKey? client) => _phones.Keep((portal, phone), client);

    private sealed class Shelf<TKey, TValue>(int most, TimeProvider clock) where TKey : notnull
    {
        private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset EndsAt)> _items = new();
        private readonly ConcurrentQueue<TKey> _order = new();

        internal bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
        {
            var isKnown = _items.TryGetValue(key, out var item) && item.EndsAt > clock.GetUtcNow();
            value = isKnown ? item.Value : default;
            return isKnown;
        }

        internal void Keep(TKey key, TValue value)
        {
            if (!_items.ContainsKey(key)) _order.Enqueue(key);
            _items[key] = (value, clock.GetUtcNow() + Life);
            while (_items.Count > most && _order.TryDequeue(out var oldest)) _items.TryRemove(oldest, out _);
        }
    }
}
