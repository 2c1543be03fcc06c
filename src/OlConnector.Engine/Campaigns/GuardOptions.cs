using System.ComponentModel.DataAnnotations;

namespace OlConnector.Engine.Campaigns;

/// <summary>The segment-size guard, where neither portal nor line nor mailing says anything (product.md §6).</summary>
public sealed class GuardOptions
{
    public const string Section = "Guard";

    /// <summary>Releasing more held messages than this in one call needs their number as an acknowledgement.</summary>
    public const int MostWithoutAcknowledgement = 100;

    /// <summary>A campaign with more numbers gets a warning. Default: 50.</summary>
    [Range(1, 1_000_000)]
    public int Warn { get; set; } = 50;

    /// <summary>A campaign with more numbers is acted upon. Default: 100.</summary>
    [Range(1, 1_000_000)]
    public int Limit { get; set; } = 100;

    /// <summary>What happens above the limit. Default: hold-excess.</summary>
    [RegularExpression(
        "^(hold-excess|hold-all|warn|reject-excess)$", ErrorMessage = "Guard:Policy is hold-excess, hold-all, warn or reject-excess.")]
    public string Policy { get; set; } = "hold-excess";
}

/// <summary>When messages are taken to belong to one campaign (design.md §6).</summary>
public sealed class CampaignOptions
{
    public const string Section = "Campaigns";

    /// <summary>Joining closes after this long without arrivals. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan JoinGap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Joining closes this long after the start. Default: 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan JoinFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// A message whose mailing is not known yet waits so long for what the next ones tell; 0 decides at once. Default: 10 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Evidence { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The same text to the same number within this time is suppressed. Default: 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan SameTextWithin { get; set; } = TimeSpan.FromHours(24);
}
