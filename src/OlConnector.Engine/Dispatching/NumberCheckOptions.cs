using System.ComponentModel.DataAnnotations;

namespace OlConnector.Engine.Dispatching;

/// <summary>
/// How much gateways are asked whether numbers are on their network. Asking
/// itself raises a number's risk of being banned (product.md 12.8).
/// </summary>
public sealed class NumberCheckOptions
{
    public const string Section = "NumberChecks";

    /// <summary>Most questions of one line on one day (UTC); beyond it messages go out unchecked. Default: 100.</summary>
    [Range(0, 10_000)]
    public int DailyCap { get; set; } = 100;

    /// <summary>How long a found account is believed. Default: 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan FoundFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a missing account is believed. Default: 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan MissingFor { get; set; } = TimeSpan.FromDays(1);
}
