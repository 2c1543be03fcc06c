using System.ComponentModel.DataAnnotations;

namespace OlConnector.Keeping;

/// <summary>How long history is kept (product.md §16).</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>
    /// Months for which a message is kept from its acceptance, with its attempts and statuses, and for which a campaign without messages
    /// is. Default: 24.
    /// </summary>
    [Range(1, 120)]
    public int Messages { get; set; } = 24;

    /// <summary>Months for which the audit is kept. Default: 24.</summary>
    [Range(1, 120)]
    public int Audit { get; set; } = 24;

    /// <summary>Days for which it is kept what webhooks were told. What has still to be told is kept until it is. Default: 7.</summary>
    [Range(1, 90)]
    public int WebhookDays { get; set; } = 7;
}
