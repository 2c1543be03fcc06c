namespace OlConnector.Web.Limits;

/// <summary>Where strangers may knock. Each door counts by itself, so that noise at one shuts no other.</summary>
internal enum Door
{
    /// <summary>The HTTP API, with whatever token.</summary>
    Api,

    /// <summary>Renewals of the interface's sessions.</summary>
    Renewal,

    /// <summary>The description of the API.</summary>
    Description,

    /// <summary>The pages of a portal's frame.</summary>
    Pages,

    /// <summary>Life-cycle events of portals.</summary>
    Events,

    /// <summary>Addresses with a key in them: HANDLER and hooks.</summary>
    Keys,
}

/// <summary>Names another door of the API than <see cref="Door.Api"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DoorAttribute(Door door) : Attribute
{
    /// <summary>The door.</summary>
    internal Door Door { get; } = door;
}
