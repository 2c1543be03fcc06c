using System.Threading.Channels;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Installing;

/// <summary>A portal that is to be looked after.</summary>
/// <param name="RefreshAll">Registered lines are sent again too.</param>
internal readonly record struct CareWish(PortalId Portal, bool RefreshAll);

/// <summary>How long a place may be occupied by one portal.</summary>
internal enum CareLane
{
    /// <summary>Every portal begins here, and most are done in a second.</summary>
    Quick,

    /// <summary>For those that were too slow for the other: they keep only one another waiting.</summary>
    Patient,
}

/// <summary>
/// Portals that wait for care: each stands in it once, however often it asks, and is looked after by one at a time (design.md §4.22).
/// </summary>
internal sealed class CareQueue
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PortalId, bool> _wishes = [];
    private readonly HashSet<PortalId> _underWay = [];
    private readonly Channel<PortalId> _quick = Channel.CreateUnbounded<PortalId>();
    private readonly Channel<PortalId> _patient = Channel.CreateUnbounded<PortalId>();

    /// <summary>Puts a portal in, or adds to what it waits for.</summary>
    internal void Put(CareWish wish)
    {
        lock (_gate)
            if (Add(wish) && !_underWay.Contains(wish.Portal)) _quick.Writer.TryWrite(wish.Portal);
    }

    /// <summary>The next one of a lane; waits for one. It is under way until <see cref="Finish"/>.</summary>
    internal async ValueTask<CareWish> NextAsync(CareLane lane, CancellationToken ct)
    {
        var portal = await (lane == CareLane.Quick ? _quick : _patient).Reader.ReadAsync(ct);
        lock (_gate)
        {
            _underWay.Add(portal);
            _wishes.Remove(portal, out var refreshAll);
            return new CareWish(portal, refreshAll);
        }
    }

    /// <summary>One has been looked after, or was too slow for its lane; what it asked for meanwhile has its turn.</summary>
    internal void Finish(CareWish wish, CareLane lane, bool wasTooSlow)
    {
        lock (_gate)
        {
            _underWay.Remove(wish.Portal);
            var isMovedOver = wasTooSlow && lane == CareLane.Quick;
            if (isMovedOver) Add(wish);
            if (_wishes.ContainsKey(wish.Portal)) (isMovedOver ? _patient : _quick).Writer.TryWrite(wish.Portal);
        }
    }

    /// <summary>True when the portal did not wait before.</summary>
    private bool Add(CareWish wish)
    {
        var isNew = !_wishes.TryGetValue(wish.Portal, out var refreshAll);
        _wishes[wish.Portal] = refreshAll || wish.RefreshAll;
        return isNew;
    }
}
