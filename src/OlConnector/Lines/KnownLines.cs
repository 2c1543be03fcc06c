using System.Collections.Concurrent;
using OlConnector.Engine;
using OlConnector.Secrets;

namespace OlConnector.Lines;

/// <summary>
/// Lines and portals in memory, entry by entry. Each shows the change whose number it carries: what is read late never replaces what was
/// read of a later change, in whatever order readings come in.
/// </summary>
internal sealed class KnownLines(SecretBox secrets)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PortalId, KnownPortal> _portals = [];
    private readonly ConcurrentDictionary<string, KnownLine> _byHandlerKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KnownLine> _byHookKey = new(StringComparer.Ordinal);

    /// <summary>The line that takes calls by this HANDLER key now; null for one that is not known, or whose grace is over.</summary>
    public LineAddress? FindByHandlerKey(string hash, DateTimeOffset now) =>
        _byHandlerKey.TryGetValue(hash, out var line) && line.Reading.HasHandlerKey(hash, now) ? line.Address : null;

    /// <summary>The line that takes callbacks by this hook key now; null for one that is not known, or whose grace is over.</summary>
    public LineAddress? FindByHookKey(string hash, DateTimeOffset now) =>
        _byHookKey.TryGetValue(hash, out var line) && line.Reading.HasHookKey(hash, now) ? line.Address : null;

    /// <summary>The portal's lines.</summary>
    public IReadOnlyList<LineAddress> Of(PortalId portal)
    {
        lock (_gate) return _portals.TryGetValue(portal, out var known) ? [.. known.Lines.Values.Select(line => line.Address)] : [];
    }

    /// <summary>The address again, with the tokens that its portal has now.</summary>
    public LineAddress Renew(LineAddress line)
    {
        lock (_gate) return _portals.TryGetValue(line.PortalId, out var portal) ? portal.Tokens.On(line) : line;
    }

    /// <summary>Takes in what was read of portals.</summary>
    public void Take(IEnumerable<PortalReading> portals)
    {
        lock (_gate)
        {
            foreach (var portal in portals) Take(portal);
        }
    }

    /// <summary>Takes in what was read of lines.</summary>
    public void Take(IEnumerable<LineReading> lines)
    {
        lock (_gate)
        {
            foreach (var line in lines) Take(line, Take(line.Portal));
        }
    }

    private KnownPortal Take(PortalReading reading)
    {
        if (!_portals.TryGetValue(reading.Id, out var known)) _portals[reading.Id] = known = new KnownPortal(reading, TokensOf(reading));
        else if (known.Reading != reading && known.Reading.Revision <= reading.Revision)
            (known.Reading, known.Tokens) = (reading, TokensOf(reading));
        if (known.Reading.IsClosing) Forget(known);
        return known;
    }

    private void Take(LineReading reading, KnownPortal portal)
    {
        if (portal.Reading.IsClosing) return;
        var before = portal.Lines.TryGetValue(reading.Id, out var known) ? known.Reading : null;
        if (before?.Revision > reading.Revision) return;
        reading = reading with { Portal = portal.Reading };
        if (known is null) portal.Lines[reading.Id] = known = new KnownLine(portal, reading);
        else known.Reading = reading;
        // New ones first: a call in between finds its line by the one or the other.
        foreach (var key in reading.HandlerKeys) _byHandlerKey[key] = known;
        foreach (var key in reading.HookKeys) _byHookKey[key] = known;
        if (before is null) return;
        foreach (var key in before.HandlerKeys.Except(reading.HandlerKeys, StringComparer.Ordinal)) _byHandlerKey.TryRemove(key, out _);
        foreach (var key in before.HookKeys.Except(reading.HookKeys, StringComparer.Ordinal)) _byHookKey.TryRemove(key, out _);
    }

    private void Forget(KnownPortal portal)
    {
        foreach (var line in portal.Lines.Values)
        {
            foreach (var key in line.Reading.HandlerKeys) _byHandlerKey.TryRemove(key, out _);
            foreach (var key in line.Reading.HookKeys) _byHookKey.TryRemove(key, out _);
        }

        portal.Lines.Clear();
    }

    private TokenHashes TokensOf(PortalReading portal) => new(
        HashOf(portal.ApplicationToken), HashOf(portal.PreviousApplicationToken), portal.PreviousApplicationTokenEndsAt);

    private string? HashOf(string? stored) => secrets.Unprotect(stored) is { } token ? SecretKey.Hash(token) : null;

    private sealed record TokenHashes(string? Current, string? Previous, DateTimeOffset? PreviousEndsAt)
    {
        internal LineAddress On(LineAddress line) => line with
        {
            ApplicationTokenHash = Current,
            PreviousApplicationTokenHash = Previous,
            PreviousApplicationTokenEndsAt = PreviousEndsAt,
        };
    }

    private sealed class KnownPortal(PortalReading reading, TokenHashes tokens)
    {
        private volatile TokenHashes _tokens = tokens;

        internal PortalReading Reading { get; set; } = reading;

        /// <summary>Read without the lock.</summary>
        internal TokenHashes Tokens { get => _tokens; set => _tokens = value; }

        internal Dictionary<LineId, KnownLine> Lines { get; } = [];
    }

    private sealed class KnownLine(KnownPortal portal, LineReading reading)
    {
        private volatile LineReading _reading = reading;

        /// <summary>Read without the lock.</summary>
        internal LineReading Reading { get => _reading; set => _reading = value; }

        internal LineAddress Address
        {
            get
            {
                var (line, tokens) = (Reading, portal.Tokens);
                return new LineAddress(
                    line.Portal.Id, line.Id, line.Code, line.GatewayKind, line.IsOff, line.TreatAsMarketing, tokens.Current,
                    tokens.Previous, tokens.PreviousEndsAt);
            }
        }
    }
}
