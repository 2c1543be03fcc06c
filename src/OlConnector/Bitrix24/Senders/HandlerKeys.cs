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
        """;

    /// <summary>
    /// Stores a new key. Until the portal knows it, the line counts as not registered, so that the health check would repair it.
    /// </summary>
    /// <param name="portal">Whose line.</param>
    /// <param name="line">Which line.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="grace">How long the key before works; null for the setting's time.</param>
    public async Task RotateAsync(PortalId portal, LineId line, string actor, TimeSpan? grace = null)
    {
        var key = SecretKey.New();
        var (hash, stored, until) = (SecretKey.Hash(key), secrets.Protect(key),
            clock.GetUtcNow() + (grace ?? options.CurrentValue.HandlerKeyGrace));
        await writer.RunAsync(turn =>
        {
            var rotated = turn.Execute(
                Rotate, ("until", until), ("hash", hash), ("key", stored), ("no", false), ("portal", portal), ("line", line));
            if (rotated == 0) return;
            audit.Write(turn, portal, actor, "handler key rotated", line.ToString());
            Revisions.Note(turn, line);
        });
        await directory.RefreshAsync();
    }
}
