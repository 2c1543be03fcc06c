using OlConnector.Engine.Gateways;

namespace OlConnector.Gateways.Smpp;

/// <summary>
/// Gathers the receipts of a message's parts. Lives in memory only: after a restart a message of several parts stays <c>sent</c> rather
/// than be told delivered by one of them.
/// </summary>
internal sealed class SmppGroups
{
    /// <summary>Messages of several parts that are watched, and early receipts that are remembered: the oldest is forgotten.</summary>
    public const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Group> _parts = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, SmppReceipt> _early = new(StringComparer.Ordinal);
    private readonly Queue<string> _earlyOrder = new();
    private int _underWay;

    /// <summary>A message of several parts is being submitted: until <see cref="Ended"/> receipts for unknown ids may be its own.</summary>
    public void Began()
    {
        lock (_gate) _underWay++;
    }

    /// <summary>The submit is over.</summary>
    public void Ended()
    {
        lock (_gate)
        {
            if (--_underWay > 0) return;
            _early.Clear();
            _earlyOrder.Clear();
        }
    }

    /// <summary>The id of a message of several parts; no receipt ever carries it, so only a whole verdict can find the message.</summary>
    public static string IdOf(IReadOnlyList<string> parts) => $"{parts.Count}x{parts[^1]}";

    /// <summary>Watches a message's parts.</summary>
    /// <returns>The verdict, when receipts came before the answers.</returns>
    public GatewayEvent.StatusReported? Watch(IReadOnlyList<string> parts)
    {
        lock (_gate)
        {
            var group = new Group(IdOf(parts), [.. parts]);
            foreach (var part in parts)
            {
                _parts[part] = group;
                _order.Enqueue(part);
            }

            while (_order.Count > Most) _parts.Remove(_order.Dequeue());
            return parts
                .Select(part => _early.TryGetValue(part, out var early) ? group.Take(early) : null)
                .OfType<GatewayEvent.StatusReported>()
                .FirstOrDefault();
        }
    }

    /// <summary>What a receipt means for its message; null when nothing is decided yet.</summary>
    public GatewayEvent.StatusReported? Take(SmppReceipt receipt)
    {
        lock (_gate)
        {
            foreach (var id in IdsOf(receipt))
                if (_parts.TryGetValue(id, out var group)) return group.Take(receipt with { Id = id });
            if (receipt.Status is null) return null;
            foreach (var id in IdsOf(receipt)) Remember(id, receipt with { Id = id });
            return Report(receipt.Id, receipt) with { OtherId = receipt.OtherId };
        }
    }

    private static string[] IdsOf(SmppReceipt receipt) => receipt.OtherId is { } other ? [receipt.Id, other] : [receipt.Id];

    private static GatewayEvent.StatusReported Report(string id, SmppReceipt receipt) => receipt.Status == DeliveryStatus.Undelivered
        ? new(id, null, DeliveryStatus.Undelivered, Code: receipt.Code) { Fault = receipt.Fault }
        : new(id, null, DeliveryStatus.Delivered);

    /// <summary>A receipt that came before the answer which names its part.</summary>
    private void Remember(string id, SmppReceipt receipt)
    {
        if (_underWay == 0 || !_early.TryAdd(id, receipt)) return;
        _earlyOrder.Enqueue(id);
        if (_earlyOrder.Count > Most) _early.Remove(_earlyOrder.Dequeue());
    }

    /// <summary>Delivered when all parts are; undelivered with the first that is.</summary>
    private sealed class Group(string id, HashSet<string> waiting)
    {
        private bool _isLost;

        public GatewayEvent.StatusReported? Take(SmppReceipt receipt)
        {
            if (receipt.Status == DeliveryStatus.Undelivered)
            {
                _isLost = true;
                return Report(id, receipt);
            }

            if (receipt.Status != DeliveryStatus.Delivered) return null;
            waiting.Remove(receipt.Id);
            return waiting.Count == 0 && !_isLost ? new GatewayEvent.StatusReported(id, null, DeliveryStatus.Delivered) : null;
        }
    }
}
