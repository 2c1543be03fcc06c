using System.ComponentModel.DataAnnotations;

namespace OlConnector.Engine.Quotas;

/// <summary>The limits of a demo (product.md §11, design.md §5).</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Marketing messages of a portal for the whole demo. Default: 10.</summary>
    [Range(0, 1_000_000)]
    public int MarketingMessages { get; set; } = 10;

    /// <summary>How long a line's demo lasts from its first connection. Default: 3 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Lines of a portal in demo. Default: 2.</summary>
    [Range(1, 1000)]
    public int Lines { get; set; } = 2;

    /// <summary>Kinds of installation that are demo, as letters; empty for none. Default: F, D and T.</summary>
    [RegularExpression("^[A-Z](,[A-Z])*$", ErrorMessage = "Demo:Statuses is a comma-separated list of letters, for example F,D,T.")]
    public string Statuses { get; set; } = "F,D,T";

    /// <summary>Portals that have paid in another way than through Bitrix24, by member_id: never in demo. Default: none.</summary>
    [RegularExpression(
        "^[A-Za-z0-9]{8,64}(,[A-Za-z0-9]{8,64})*$",
        ErrorMessage = "Demo:Grant is a comma-separated list of portals' member_id, without blanks.")]
    public string Grant { get; set; } = "";

    /// <summary>True when the demo of a line that was first connected then is over; a line that never was has not begun it.</summary>
    public bool IsOver(DateTimeOffset? connectedAt, DateTimeOffset now) => connectedAt + Period <= now;

    /// <summary>True when a portal with this kind of installation is limited. With no kind in <see cref="Statuses"/> none is.</summary>
    public bool Covers(PortalId portal, string status) =>
        Statuses.Split(',').Contains(status) && !Grant.Split(',').Contains(portal.Value, StringComparer.OrdinalIgnoreCase);
}
