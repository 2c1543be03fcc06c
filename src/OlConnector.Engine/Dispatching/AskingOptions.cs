using System.ComponentModel.DataAnnotations;

namespace OlConnector.Engine.Dispatching;

/// <summary>How much gateways are asked about sent messages, where they call nobody back.</summary>
public sealed class AskingOptions
{
    public const string Section = "StatusPolling";

    /// <summary>Most questions of one line on one day (UTC); what is due beyond waits for the next day. Default: 20000.</summary>
    [Range(0, 1_000_000)]
    public int DailyCap { get; set; } = 20_000;
}
