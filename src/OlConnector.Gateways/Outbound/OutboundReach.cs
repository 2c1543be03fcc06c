namespace OlConnector.Gateways.Outbound;

/// <summary>How far a node's outgoing calls reach.</summary>
/// <param name="AllowPrivateHosts">Opens loopback and private ranges, and plain http.</param>
/// <param name="IsQuiet">No call leaves at all, whatever the address: the node works on a copy, or is being looked at.</param>
public readonly record struct OutboundReach(bool AllowPrivateHosts, bool IsQuiet = false);
