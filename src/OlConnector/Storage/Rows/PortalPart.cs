using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>Something beside message providers that the app puts into a portal: its robot, its tabs on cards of CRM.</summary>
internal sealed class PortalPart
{
    public required PortalId PortalId { get; init; }

    /// <summary>One of <see cref="PartNames"/>.</summary>
    public required string Name { get; init; }

    public PartState State { get; init; }

    /// <summary>What the portal said against it; null when nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>SHA-256 of what the portal was last told about it; null until it was.</summary>
    public string? Face { get; init; }

    /// <summary>The secret in the address that the portal calls, encrypted; of no use to a part that has none of its own.</summary>
    public string? HandlerKey { get; init; }

    /// <summary>SHA-256 of that secret.</summary>
    public string? HandlerKeyHash { get; init; }
}

/// <summary>The parts of the app in a portal.</summary>
internal static class PartNames
{
    /// <summary>The robot that sends a message.</summary>
    internal const string Robot = "robot";

    /// <summary>The tabs on cards of CRM.</summary>
    internal const string CardTabs = "cardTabs";
}

/// <summary>Whether people of the portal find a part of the app there.</summary>
internal enum PartState
{
    /// <summary>It has not been asked for yet, or nothing is there to ask for: no line.</summary>
    Waiting,

    /// <summary>It is there.</summary>
    Installed,

    /// <summary>The portal did not grant the scope that it needs.</summary>
    ScopeMissing,

    /// <summary>The portal does not have it: an older one, or a plan without it.</summary>
    Refused,
}
