using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using WireMock.RequestBuilders;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>A vendor as his pages document him: what every test of his gateway needs to know, in one place.</summary>
internal sealed record VendorPages
{
    /// <summary>His kind of gateway.</summary>
    public required Func<GatewayRoom, IGatewayKind> Create { get; init; }

    /// <summary>Working settings for a line ("one", "two") at an address; secrets hold the line's name, so that a leak is seen.</summary>
    public required Func<string, string, Dictionary<string, string>> Settings { get; init; }

    /// <summary>The request that sends a message from line "one".</summary>
    public required Func<OutboundMessage, IRequestBuilder> Send { get; init; }

    /// <summary>His good answer to it, with this id.</summary>
    public required Func<string, Reply.Full> Accepts { get; init; }

    /// <summary>The request for the state of line "one".</summary>
    public required IRequestBuilder State { get; init; }

    /// <summary>Recipient and text of a send as they arrived.</summary>
    public required Func<SeenRequest, (string To, string Text)> Read { get; init; }
}
