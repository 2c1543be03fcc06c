using OlConnector.Gateways.Outbound;

namespace OlConnector.Bitrix24;

/// <summary>Which addresses this app may call.</summary>
internal sealed class OutboundOptions
{
    public const string Section = "Outbound";

    /// <summary>
    /// Opens private and loopback addresses and plain http to gateways: Kannel, WAHA, SMPP, the sandbox. Link-local never. Default: false.
    /// </summary>
    public bool AllowPrivateHosts { get; set; }

    /// <summary>
    /// Keeps this node away from portals and gateways: it makes no outgoing call at all and dispatches nothing, whatever
    /// <c>Dispatching:Enabled</c> says. For rehearsals with a restored copy. Default: false.
    /// </summary>
    public bool Quiet { get; set; }

    /// <summary>How far this node's calls to gateways reach.</summary>
    internal OutboundReach Reach => new(AllowPrivateHosts, Quiet);
}
