using System.Collections.Concurrent;
using OlConnector.Engine.Campaigns;

namespace OlConnector.Campaigns;

/// <summary>
/// Fingerprints of campaigns' first texts, in two generations: what nobody asked for while a whole one grew up is forgotten, and is made
/// anew from the database if it is asked for again.
/// </summary>
internal sealed class Fingerprints
{
    private const int Generation = 4_000;

    private ConcurrentDictionary<Guid, TextFingerprint> _young = new();
    private ConcurrentDictionary<Guid, TextFingerprint> _old = new();

    /// <summary>The campaign's fingerprint; null when it is not known (any more).</summary>
    public TextFingerprint? Find(Guid campaign)
    {
        if (_young.TryGetValue(campaign, out var known)) return known;
        if (!_old.TryGetValue(campaign, out known)) return null;
        Keep(campaign, known);
        return known;
    }

    /// <summary>Keeps a campaign's fingerprint.</summary>
    public void Keep(Guid campaign, TextFingerprint fingerprint)
    {
        if (_young.Count >= Generation) (_old, _young) = (_young, new ConcurrentDictionary<Guid, TextFingerprint>());
        _young[campaign] = fingerprint;
    }
}
