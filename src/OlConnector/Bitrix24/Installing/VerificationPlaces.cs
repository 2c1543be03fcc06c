using OlConnector.Engine;
using OlConnector.Web.Access;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Places for verifications, which strangers can start and which call out. Shared fairly: no portal, and all that are not known together,
/// can take those of the others.
/// </summary>
internal sealed class VerificationPlaces
{
    /// <summary>Verifications at once.</summary>
    internal const int All = 64;

    /// <summary>Of one portal.</summary>
    internal const int OfOnePortal = 8;

    /// <summary>Of all portals together that are not known yet.</summary>
    internal const int OfUnknown = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>A place until it is disposed; null when the portal, or everybody together, has enough.</summary>
    /// <param name="portal">Null for a portal that is not known.</param>
    internal IDisposable? TryEnter(PortalId? portal)
    {
        var (whose, most) = portal is { } known ? (known.Value, OfOnePortal) : ("", OfUnknown);
        lock (_lock)
        {
            if (_taken.GetValueOrDefault(whose) >= most || _taken.Values.Sum() >= All) return null;
            _taken[whose] = _taken.GetValueOrDefault(whose) + 1;
            return new Place(this, whose);
        }
    }

    private void Leave(string whose)
    {
        lock (_lock)
        {
            if (--_taken[whose] == 0) _taken.Remove(whose);
        }
    }

    private sealed class Place(VerificationPlaces places, string whose) : IDisposable
    {
        public void Dispose() => places.Leave(whose);
    }
}

/// <summary>
/// Access tokens that no authorization server knew a moment ago: whoever sends one again learns so without anybody being asked.
/// </summary>
internal sealed class RefusedTokens(TimeProvider clock) : TokenMemory(TimeSpan.FromMinutes(1), clock);
