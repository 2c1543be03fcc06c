using System.ComponentModel.DataAnnotations;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Bitrix24;

/// <summary>Which addresses this app may call.</summary>
internal sealed class OutboundOptions : IValidatableObject
{
    public const string Section = "Outbound";

    /// <summary>
    /// Opens all private and loopback addresses and plain http to gateways, for every portal: the sandbox and installations for one
    /// company. Link-local never. Default: false.
    /// </summary>
    public bool AllowPrivateHosts { get; set; }

    /// <summary>
    /// Opens these alone, with plain http: a Kannel or WAHA of one's own beside which nothing else is to be found. Hosts with or without
    /// port (<c>kannel.internal:13013</c>) and networks (<c>10.0.3.0/24</c>).
    /// </summary>
    public IList<string> PrivateHosts { get; set; } = [];

    /// <summary>
    /// Keeps this node away from portals and gateways: it makes no outgoing call at all and dispatches nothing, whatever
    /// <c>Dispatching:Enabled</c> says. For rehearsals with a restored copy. Default: false.
    /// </summary>
    public bool Quiet { get; set; }

    /// <summary>How far this node's calls to gateways reach.</summary>
    internal OutboundReach Reach => new(
        AllowPrivateHosts ? Gateways.Outbound.PrivateHosts.All : Gateways.Outbound.PrivateHosts.Of(PrivateHosts), Quiet);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => PrivateHosts.Index()
        .Where(entry => !Gateways.Outbound.PrivateHosts.Understands(entry.Item))
        .Select(entry => new ValidationResult(
            $"{Section}:PrivateHosts:{entry.Index} must be a host, a host and port, or a network that may be called at all, "
            + "such as kannel.internal, 10.0.3.7:13013 or 10.0.3.0/24."));
}
