using System.ComponentModel.DataAnnotations;
using System.Net;

namespace OlConnector.Web.Limits;

/// <summary>How callers are told apart, and how much of this machine dear calls get.</summary>
internal sealed class LimitOptions : IValidatableObject
{
    public const string Section = "Limits";

    /// <summary>
    /// Addresses, or networks such as <c>10.0.0.0/8</c>, of the reverse proxies in front of this app. Their <c>X-Forwarded-For</c> says who
    /// calls; anybody else's is not read. Default: none.
    /// </summary>
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>
    /// Dear calls (dry runs, searches, forecasts, sums) that run at once; a portal has half of them, at least one. Default: 0, as many as
    /// the machine has cores, at least two.
    /// </summary>
    [Range(0, 256)]
    public int DearCalls { get; set; }

    /// <summary>The proxies as networks; an address is a network of one.</summary>
    internal IEnumerable<IPNetwork> Proxies() => TrustedProxies.Select(text => TryRead(text, out var network) ? network : default);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from proxy in TrustedProxies.Index()
        where !TryRead(proxy.Item, out _)
        select new ValidationResult(
            $"Limits:TrustedProxies:{proxy.Index} is \"{proxy.Item}\": name an address such as 10.0.0.2, or a network such as 10.0.0.0/8.");

    private static bool TryRead(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
