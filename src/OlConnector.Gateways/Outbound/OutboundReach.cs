namespace OlConnector.Gateways.Outbound;

/// <summary>How far a node's outgoing calls reach.</summary>
/// <param name="PrivateHosts">Private addresses that are open, and hosts by plain http.</param>
/// <param name="IsQuiet">No call leaves at all, whatever the address: the node works on a copy, or is being looked at.</param>
public readonly record struct OutboundReach(PrivateHosts PrivateHosts, bool IsQuiet = false);
