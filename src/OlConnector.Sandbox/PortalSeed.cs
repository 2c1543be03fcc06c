using OlConnector.Sandbox.Portals;

namespace OlConnector.Sandbox;

/// <summary>How a portal begins.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="MemberId">32 hexadecimal characters (bitrix24.md §0).</param>
/// <param name="Status">Status of the app on this portal: L, F, D, T, P or S (bitrix24.md §1.6).</param>
/// <param name="License">Region, underscore, plan.</param>
/// <param name="TimeZone">IANA name, as <c>profile</c> tells it.</param>
public sealed record PortalSeed(string Name, string MemberId, string Status, string License, string TimeZone)
{
    /// <summary>The main portal: a subscription, as Russian portals have it, so without a quota.</summary>
    public static readonly PortalSeed Main = new("Ромашка", "3b7f0c9de1a24586b0f7d2c4a9e81635", "S", "ru_pro100", "Europe/Moscow");

    /// <summary>A portal in demo, to see the quota.</summary>
    public static readonly PortalSeed Demo = new("Василёк", "c41d8a6605f24c0f9a37e1b2d4896f70", "D", "by_basic", "Europe/Minsk");

    /// <summary>A portal whose owner runs the app on a server of his own.</summary>
    public static readonly PortalSeed Local = new("Ландыш", "90e2b76c4fd8413ba5c7d01f6e8b3294", "L", "kz_ent250", "Asia/Almaty");

    /// <summary>A self-hosted portal whose modules are behind the cloud's: see <see cref="IsOlderBox"/>.</summary>
    public static readonly PortalSeed OlderBox =
        new("Подсолнух", "5ad3f81e7c9b4260b8e4127f03c6d95a", "S", "ru_selfhosted", "Asia/Yekaterinburg") { IsOlderBox = true };

    /// <summary>A portal on which a newcomer does everything from the beginning.</summary>
    public static readonly PortalSeed Fresh =
        new("Незабудка", "e7c25b4093f14d6fa81b60d9735c2ae8", "S", "ru_std", "Europe/Moscow") { BeginsEmpty = true };

    /// <summary>
    /// True for modules that send no application token in frames and no ONAPPINSTALL; the meter of execution time is off, as
    /// self-hosted portals come.
    /// </summary>
    public bool IsOlderBox { get; init; }

    /// <summary>True for a portal that is left as it was bought: nobody has installed the app there yet.</summary>
    public bool BeginsEmpty { get; init; }

    internal void Apply(SandboxPortal portal)
    {
        if (!IsOlderBox)
            return;
        portal.Behaviour.SendsNewFrameFields = false;
        portal.Behaviour.LacksInstallEvent = true;
        (portal.Meter.IsOn, portal.Meter.Limit) = (false, 420);
    }
}
