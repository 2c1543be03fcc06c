using OlConnector.Engine;
using OlConnector.Engine.Portals;

namespace OlConnector.Storage;

/// <summary>Writes who did what. Values are masked by the caller.</summary>
internal sealed class AuditTrail(Writer writer, TimeProvider clock)
{
    private const string Insert = """
        INSERT INTO audit (portal_id, id, at, actor, action, subject, before, after)
        VALUES (@portal, @id, @at, @actor, @action, @subject, @before, @after)
        """;

    /// <summary>An entry of its own.</summary>
    public Task WriteAsync(PortalId portal, string actor, string action, string? subject, string? before = null, string? after = null)
    {
        var (id, now) = (NewKey.At(clock), clock.GetUtcNow());
        return writer.RunAsync(turn => Write(turn, id, portal, actor, action, subject, before, after, now));
    }

    /// <summary>An entry in the transaction of what it tells about.</summary>
    public void Write(
        WriteTurn turn, PortalId portal, string actor, string action, string? subject, string? before = null, string? after = null) =>
        Write(turn, NewKey.At(clock), portal, actor, action, subject, before, after, clock.GetUtcNow());

    private static void Write(
        WriteTurn turn, Guid id, PortalId portal, string actor, string action, string? subject, string? before, string? after,
        DateTimeOffset now) =>
        turn.Execute(
            Insert, ("portal", portal), ("id", id), ("at", now), ("actor", actor), ("action", action), ("subject", subject),
            ("before", before), ("after", after));
}
