using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Quotas;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Takes and returns units of the demo quota. The ledger outlives every uninstall, so it knows portals by a keyed hash only.
/// </summary>
internal sealed class DemoLedgers(Database database, DataDirectory directory, MasterKey master, IOptionsMonitor<DemoOptions> options)
{
    private const string Take = """
        INSERT INTO demo_ledgers (portal_hash, used) VALUES (@portal, 1)
        ON CONFLICT (portal_hash) DO UPDATE SET used = demo_ledgers.used + 1 WHERE demo_ledgers.used < @limit
        """;

    private const string Return = "UPDATE demo_ledgers SET used = used - 1 WHERE portal_hash = @portal AND used > 0";
    private const string Count = "SELECT used FROM demo_ledgers WHERE portal_hash = @portal";

    private const string TellSpent = """
        INSERT INTO demo_ledgers (portal_hash, used, spent_told_at) VALUES (@portal, 0, @now)
        ON CONFLICT (portal_hash) DO UPDATE SET spent_told_at = excluded.spent_told_at WHERE demo_ledgers.spent_told_at IS NULL
        """;

    private const string NobodyHeard = "UPDATE demo_ledgers SET spent_told_at = NULL WHERE portal_hash = @portal";

    private readonly Lazy<byte[]> _key = new(new LedgerKey(database, directory, master).Get);

    /// <summary>Takes one unit; false when none is left. One conditional update, so two messages cannot both take the last.</summary>
    public bool TryTake(WriteTurn turn, PortalId portal) =>
        options.CurrentValue.MarketingMessages > 0
        && turn.Execute(Take, ("portal", HashOf(portal)), ("limit", options.CurrentValue.MarketingMessages)) == 1;

    /// <summary>A message ended without its bytes having left.</summary>
    public void GiveBack(WriteTurn turn, PortalId portal) => turn.Execute(Return, ("portal", HashOf(portal)));

    /// <summary>Units used so far.</summary>
    public int Used(WriteTurn turn, PortalId portal) => turn.First(Count, row => row.GetInt32(0), ("portal", HashOf(portal)));

    /// <summary>Units that are left.</summary>
    public int Left(WriteTurn turn, PortalId portal) => Math.Max(0, options.CurrentValue.MarketingMessages - Used(turn, portal));

    /// <summary>True for the one who is to tell that nothing is left: that is told once, reinstalled or not.</summary>
    public bool TryTellSpent(WriteTurn turn, PortalId portal, DateTimeOffset now) =>
        turn.Execute(TellSpent, ("portal", HashOf(portal)), ("now", now)) == 1;

    /// <summary>Nobody could be told: somebody tries again.</summary>
    public void SpentNotTold(WriteTurn turn, PortalId portal) => turn.Execute(NobodyHeard, ("portal", HashOf(portal)));

    /// <summary>The portal's name in the ledger.</summary>
    public string HashOf(PortalId portal) => Keyed(portal.Value);

    /// <summary>A name that nobody finds out or repeats without this installation's key.</summary>
    internal string Keyed(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(text)));
}
