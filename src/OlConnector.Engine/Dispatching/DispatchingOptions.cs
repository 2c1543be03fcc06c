using System.ComponentModel.DataAnnotations;

namespace OlConnector.Engine.Dispatching;

/// <summary>How messages leave the queue.</summary>
public sealed class DispatchingOptions : IValidatableObject
{
    public const string Section = "Dispatching";

    /// <summary>False for a node that serves the web only: it composes, sends and reports nothing. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a claim guards a line. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:04", "1.00:00:00")]
    public TimeSpan ClaimExpiry { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one send may take. Default: 10 seconds; at least 3 seconds less than ClaimExpiry.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Sends under way at once on this node. Default: 512.</summary>
    [Range(1, 10_000)]
    public int SendSlots { get; set; } = 512;

    /// <summary>How long a direct message is worth sending. Default: 24 hours from acceptance.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan DirectValidity { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a marketing message is worth sending. Default: 14 days from acceptance.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan MarketingValidity { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long a held message waits for a person. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan HoldValidity { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Attempts that count before a message fails. Default: 5 retries after the first.</summary>
    [Range(0, 50)]
    public int MaxRetries { get; set; } = 5;

    /// <summary>Pause before the first retry; doubles each time. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause between retries, and longest pause of a line that is too fast. Default: 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ClaimExpiry - SendTimeout < TimeSpan.FromSeconds(3))
        {
            yield return new ValidationResult(
                "Dispatching:ClaimExpiry must be at least 3 seconds longer than Dispatching:SendTimeout.", [nameof(ClaimExpiry)]);
        }
    }
}
