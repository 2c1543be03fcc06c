using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.GreenApi;
using OlConnector.Gateways.Kannel;
using OlConnector.Gateways.Sandbox;
using OlConnector.Gateways.Smpp;
using OlConnector.Gateways.SmsBy;
using OlConnector.Gateways.Twilio;
using OlConnector.Gateways.Waha;
using OlConnector.Gateways.WhatsAppCloud;

namespace OlConnector.Gateways;

/// <summary>All kinds of gateway this product speaks, by name.</summary>
public sealed class GatewayCatalog(IEnumerable<IGatewayKind> kinds)
{
    private readonly FrozenDictionary<string, IGatewayKind> _kinds = kinds.ToFrozenDictionary(kind => kind.Kind, StringComparer.Ordinal);

    /// <summary>All kinds in the order of their names.</summary>
    public IReadOnlyList<IGatewayKind> Kinds => [.. _kinds.Values.OrderBy(kind => kind.Kind, StringComparer.Ordinal)];

    /// <summary>The kind of that name.</summary>
    /// <returns>False when this product has no such kind.</returns>
    public bool TryGet(string kind, [NotNullWhen(true)] out IGatewayKind? found) => _kinds.TryGetValue(kind, out found);

    /// <summary>How each kind that belongs to the product is made.</summary>
    public static IReadOnlyList<Func<GatewayRoom, IGatewayKind>> Standard { get; } =
    [
        room => new SandboxKind(room),
        room => new GreenApiKind(room),
        room => new TwilioKind(room),
        room => new KannelKind(room),
        room => new WahaKind(room),
        room => new WhatsAppCloudKind(room),
        room => new SmsByKind(room),
        room => new SmppKind(room),
    ];
}
