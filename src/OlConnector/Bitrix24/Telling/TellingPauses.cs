using System.Collections.Concurrent;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Telling;

/// <summary>
/// A portal that has just been told is left alone for a moment: its next statuses gather meanwhile and travel in one batch, which saves its
/// limits. A portal that had been quiet is told at once.
/// </summary>
internal sealed class TellingPauses(TimeProvider clock)
{
    /// <summary>How long a portal's statuses gather. 300 milliseconds.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<PortalId, long> _toldAt = new();

    /// <summary>The portal has just been told.</summary>
    public void Begin(PortalId portal) => _toldAt[portal] = clock.GetTimestamp();

    /// <summary>True while the portal is left alone.</summary>
    public bool IsOn(PortalId portal) => Left(portal) > TimeSpan.Zero;

    /// <summary>When the first of these portals may be told again; null when none of them is left alone.</summary>
    public DateTimeOffset? NextEnd(IEnumerable<PortalId> portals)
    {
        var left = portals.Select(Left).Where(span => span > TimeSpan.Zero).DefaultIfEmpty().Min();
        return left > TimeSpan.Zero ? clock.GetUtcNow() + left : null;
    }

    /// <summary>Forgets pauses that are over.</summary>
    public void ForgetEnded()
    {
        foreach (var (portal, _) in _toldAt)
            if (!IsOn(portal)) _toldAt.TryRemove(portal, out _);
    }

    private TimeSpan Left(PortalId portal) =>
        _toldAt.TryGetValue(portal, out var toldAt) ? Gathering - clock.GetElapsedTime(toldAt) : TimeSpan.Zero;
}
