using OlConnector.Engine;
using OlConnector.Nodes;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Lines;

/// <summary>
/// Changes the secret in a line's hook address. The one before keeps working for a grace period, in which whoever cares for the gateway
/// enters the new address there; where the old one has leaked, for none.
/// </summary>
internal sealed class HookKeys(Writer writer, SecretBox secrets, LineDirectory directory, AuditTrail audit, TimeProvider clock)
{
    private const string Rotate = """
        UPDATE lines SET previous_hook_key_hash = hook_key_hash, previous_hook_key_ends_at = @until, hook_key_hash = @hash,
               hook_key = @key, version = version + 1
         WHERE portal_id = @portal AND id = @line
           AND (previous_hook_key_ends_at IS NULL OR previous_hook_key_ends_at <= @ended)
        """;

    /// <summary>Stores a new key; all nodes know it when this is done. No grace ends at once what is still in its grace, too.</summary>
    /// <returns>False while the grace of an earlier key runs, which was promised.</returns>
    public async Task<bool> RotateAsync(PortalId portal, LineId line, string actor, TimeSpan grace)
    {
        var key = SecretKey.New();
        var (hash, stored, now) = (SecretKey.Hash(key), secrets.Protect(key), clock.GetUtcNow());
        var rotated = await writer.RunAsync(turn =>
        {
            if (turn.Execute(
                    Rotate, ("until", now + grace), ("hash", hash), ("key", stored), ("portal", portal), ("line", line),
                    ("ended", grace == TimeSpan.Zero ? DateTimeOffset.MaxValue : now)) == 0) return false;
            audit.Write(turn, portal, actor, "hook key rotated", line.ToString(), after: $"the one before ends in {grace:c}");
            Revisions.Note(turn, line);
            return true;
        });
        await directory.RefreshAsync();
        return rotated;
    }
}
