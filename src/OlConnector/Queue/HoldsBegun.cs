using System.Collections.Concurrent;
using OlConnector.Engine;

namespace OlConnector.Queue;

/// <summary>
/// Mailings of which something began to be held at its turn, until people are told: the queue itself knows nobody whom it could tell.
/// </summary>
internal sealed class HoldsBegun
{
    private readonly ConcurrentQueue<HoldBegun> _waiting = new();

    /// <summary>True while somebody has to be told.</summary>
    internal bool HasAny => !_waiting.IsEmpty;

    internal void Add(HoldBegun begun) => _waiting.Enqueue(begun);

    /// <summary>Everything that has not been taken yet.</summary>
    internal IReadOnlyList<HoldBegun> TakeAll()
    {
        var taken = new List<HoldBegun>();
        while (_waiting.TryDequeue(out var begun)) taken.Add(begun);
        return taken;
    }
}

/// <summary>The first message of a mailing that is held for a reason.</summary>
internal sealed record HoldBegun(PortalId Portal, Guid Campaign, string Reason);
