using System.Linq.Expressions;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;

namespace OlConnector.Lines;

/// <summary>What a portal's row says about whose calls are its own.</summary>
/// <param name="ApplicationToken">As stored, encrypted.</param>
/// <param name="IsClosing">All its data is being deleted: its lines take no calls any more.</param>
/// <param name="Revision">Number of the change that the row shows; 0 before the first.</param>
internal sealed record PortalReading(
    PortalId Id, string? ApplicationToken, string? PreviousApplicationToken, DateTimeOffset? PreviousApplicationTokenEndsAt, bool IsClosing,
    long Revision)
{
    /// <summary>Reads a portal's row.</summary>
    internal static readonly Expression<Func<Portal, PortalReading>> OfRow = row => new PortalReading(
        row.Id, row.ApplicationToken, row.PreviousApplicationToken, row.PreviousApplicationTokenEndsAt, row.PurgeRequestedAt != null,
        row.Revision ?? 0);
}

/// <summary>What a line's row says about its keys and its calls, with its portal's.</summary>
/// <param name="Revision">Number of the change that the row shows; 0 before the first.</param>
internal sealed record LineReading(
    LineId Id, PortalReading Portal, string Code, string GatewayKind, bool IsOff, bool TreatAsMarketing, string HandlerKeyHash,
    string? PreviousHandlerKeyHash, DateTimeOffset? PreviousHandlerKeyEndsAt, string HookKeyHash,
    string? PreviousHookKeyHash, DateTimeOffset? PreviousHookKeyEndsAt, long Revision)
{
    /// <summary>The lines with their portals. Columns, not rows: a line is large, and most of it is not asked for here.</summary>
    internal static IQueryable<LineReading> Of(IQueryable<Line> lines, IQueryable<Portal> portals) => lines.Join(
        portals, line => line.PortalId, portal => portal.Id,
        (line, portal) => new LineReading(
            line.Id,
            new PortalReading(
                portal.Id, portal.ApplicationToken, portal.PreviousApplicationToken, portal.PreviousApplicationTokenEndsAt,
                portal.PurgeRequestedAt != null, portal.Revision ?? 0),
            line.Code, line.GatewayKind, line.State == LineState.Off, line.TreatAsMarketing, line.HandlerKeyHash,
            line.PreviousHandlerKeyHash, line.PreviousHandlerKeyEndsAt, line.HookKeyHash, line.PreviousHookKeyHash,
            line.PreviousHookKeyEndsAt, line.Revision ?? 0));

    /// <summary>True while the line takes calls by this HANDLER key.</summary>
    internal bool HasHandlerKey(string hash, DateTimeOffset now) =>
        HandlerKeyHash == hash || (PreviousHandlerKeyHash == hash && PreviousHandlerKeyEndsAt > now);

    /// <summary>Every HANDLER key of it.</summary>
    internal IEnumerable<string> HandlerKeys => PreviousHandlerKeyHash is { } previous ? [HandlerKeyHash, previous] : [HandlerKeyHash];

    /// <summary>True while the line takes callbacks by this hook key.</summary>
    internal bool HasHookKey(string hash, DateTimeOffset now) =>
        HookKeyHash == hash || (PreviousHookKeyHash == hash && PreviousHookKeyEndsAt > now);

    /// <summary>Every hook key of it.</summary>
    internal IEnumerable<string> HookKeys => PreviousHookKeyHash is { } previous ? [HookKeyHash, previous] : [HookKeyHash];
}
