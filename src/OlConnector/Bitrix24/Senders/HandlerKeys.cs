using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Senders;

/// <summary>Changes the secret in a line's HANDLER URL; the one before keeps working for a grace period (design.md §4.3).</summary>
internal sealed class HandlerKeys(
    Writer writer, SecretBox secrets, LineDirectory directory, AuditTrail audit, IOptionsMonitor<Bitrix24Options> options,
    TimeProvider clock)
{
    private const string Rotate = """
        UPDATE lines SET previous_handler_key_hash = handler_key_hash, previous_handler_key_ends_at = @until,
               handler_key_hash = @hash, handler_key = @key, is_registered = @no, version = version + 1
         WHERE portal_id = @portal AND id = @line
           AND (previous_handler_key_ends_at IS NULL OR previous_handler_key_ends_at <= @ended)
        """;

    /// <summary>
    /// Stores a new key. Until the portal knows it, the line counts as not registered, so that the health check would repair it.
    /// </summary>
    /// <param name="portal">Whose line.</param>
    /// <param name="line">Which line.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="grace">
    /// How long the key before works; null for the setting's time. None ends at once what is still in its grace, too.
    /// </param>
    /// <returns>False while the grace of an earlier key runs, which was promised.</returns>
    public async Task<bool> RotateAsync(PortalId portal, LineId line, string actor, TimeSpan? grace = null)
    {
        var key = SecretKey.New();
        var (hash, stored, now) = (SecretKey.Hash(key), secrets.Protect(key), clock.GetUtcNow());
        var lasts = grace ?? options.CurrentValue.HandlerKeyGrace;
        var rotated = await writer.RunAsync(turn =>
        {
            if (turn.Execute(
                    Rotate, ("until", now + lasts), ("hash", hash), ("key", stored), ("no", false), ("portal", portal), ("line", line),
                    ("ended", lasts == TimeSpan.Zero ? DateTimeOffset.MaxValue : now)) == 0) return false;
            audit.Write(turn, portal, actor, "handler key rotated", line.ToString());
            Revisions.Note(turn, line);
            return true;
        });
        await directory.RefreshAsync();
        return rotated;
    }
}
