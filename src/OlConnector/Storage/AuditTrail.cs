using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    // Only portals that exist have an audit: otherwise anybody could fill the table.
    private const string CountUp = """
        INSERT INTO audit (portal_id, id, at, actor, action, subject, after, times, last_at, address)
        SELECT @portal, @id, @at, @actor, @action, @subject, @after, 1, @at, @address
         WHERE EXISTS (SELECT 1 FROM portals WHERE id = @portal AND purge_requested_at IS NULL)
        ON CONFLICT (portal_id, id) DO UPDATE SET
            times = audit.times + 1, after = excluded.after, last_at = excluded.last_at, address = excluded.address
        RETURNING times
        """;

    /// <summary>An entry of its own.</summary>
    public Task WriteAsync(PortalId portal, string actor, string action, string? subject, string? before = null, string? after = null)
    {
        var (id, now) = (NewKey.At(clock), clock.GetUtcNow());
        return writer.RunAsync(turn => Write(turn, id, portal, actor, action, subject, before, after, now));
    }

    /// <summary>
    /// What a stranger can repeat as often as he likes: one entry for each kind and hour, with a count and the address of the last.
    /// Nothing for a portal that does not exist.
    /// </summary>
    /// <param name="portal">Whose audit.</param>
    /// <param name="actor">What the call claimed to be.</param>
    /// <param name="action">Its kind.</param>
    /// <param name="subject">To what; part of the kind, so it must be one of a few.</param>
    /// <param name="after">What is known of it; that of the last is kept.</param>
    /// <param name="address">Where it came from.</param>
    /// <returns>True for the first of its hour, which is worth a line in the log.</returns>
    public Task<bool> CountAsync(PortalId portal, string actor, string action, string? subject, string? after, string? address)
    {
        var now = clock.GetUtcNow();
        var id = KindOf(portal, actor, action, subject, now);
        return writer.RunAsync(turn => turn.First(
            CountUp, row => row.GetInt32(0), ("portal", portal), ("id", id), ("at", now), ("actor", actor), ("action", action),
            ("subject", subject), ("after", after), ("address", address)) == 1);
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

    /// <summary>The same for all of one kind and hour.</summary>
    private static Guid KindOf(PortalId portal, string actor, string action, string? subject, DateTimeOffset now)
    {
        var hour = now.ToUnixTimeSeconds() / 3600;
        var kind = string.Join('\n', portal.Value, actor, action, subject, hour.ToString(CultureInfo.InvariantCulture));
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(kind)).AsSpan(0, 16), bigEndian: true);
    }
}
