namespace OlConnector.Bitrix24;

/// <summary>Which addresses this app may call.</summary>
internal sealed class OutboundOptions
{
    public const string Section = "Outbound";

    /// <summary>
    /// Opens private and loopback addresses and plain http to gateways: Kannel, WAHA, SMPP, the sandbox. Link-local never. Default: false.
    /// </summary>
    public bool AllowPrivateHosts { get; set; }
}
