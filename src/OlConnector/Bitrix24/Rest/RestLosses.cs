using OlConnector.Engine;

namespace OlConnector.Bitrix24.Rest;

/// <summary>Counts entries of the log of REST calls that could not be kept, so that their loss is written down instead.</summary>
internal sealed class RestLosses
{
    private readonly Lock _gate = new();
    private Dictionary<PortalId, int> _counts = [];

    /// <summary>Some more entries of a portal are lost.</summary>
    internal void Count(PortalId portal, int entries = 1)
    {
        lock (_gate) _counts[portal] = _counts.GetValueOrDefault(portal) + entries;
    }

    /// <summary>What was counted since the last time.</summary>
    internal IReadOnlyDictionary<PortalId, int> Take()
    {
        lock (_gate)
        {
            var taken = _counts;
            _counts = [];
            return taken;
        }
    }

    /// <summary>What was taken could not be written down either.</summary>
    internal void GiveBack(IReadOnlyDictionary<PortalId, int> taken)
    {
        foreach (var (portal, entries) in taken) Count(portal, entries);
    }
}
