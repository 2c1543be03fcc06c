using System.ComponentModel.DataAnnotations;

namespace OlConnector.Webhooks;

/// <summary>How other programs are told of what happens.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>How long a receiver may take to answer. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Deliveries under way at once on this node, one a webhook. Default: 256.</summary>
    [Range(1, 10_000)]
    public int Slots { get; set; } = 256;
}
