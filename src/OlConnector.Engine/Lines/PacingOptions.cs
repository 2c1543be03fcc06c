using System.ComponentModel.DataAnnotations;
using OlConnector.Engine.Gateways;

namespace OlConnector.Engine.Lines;

/// <summary>How fast lines may speak (design.md §4.12).</summary>
public sealed class PacingOptions
{
    public const string Section = "Pacing";

    /// <summary>No interval is ever longer. 10 minutes.</summary>
    public static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(10);

    /// <summary>Pause before a marketing message on a new line. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:10:00")]
    public TimeSpan MarketingInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Pause before a direct message on a new line. Default: half a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:10:00")]
    public TimeSpan DirectInterval { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Shortest marketing interval on unofficial WhatsApp. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:10:00")]
    public TimeSpan MinMarketingInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Shortest direct interval on unofficial WhatsApp. Default: half a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:10:00")]
    public TimeSpan MinDirectInterval { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Shortest interval of either kind on vendors' official channels. Default: 50 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:10:00")]
    public TimeSpan MinOfficialInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The shortest interval that a line of this kind may have for this traffic.</summary>
    /// <param name="kind">
    /// Null for a kind that this version does not know: of such a gateway only the longest interval is surely slow enough.
    /// </param>
    /// <param name="traffic">Direct or marketing.</param>
    public TimeSpan Floor(GatewayTraits? kind, Messages.Traffic traffic) =>
        kind is null ? MaxInterval
        : kind.IsOfficial ? MinOfficialInterval
        : traffic == Messages.Traffic.Direct ? MinDirectInterval
        : MinMarketingInterval;
}
