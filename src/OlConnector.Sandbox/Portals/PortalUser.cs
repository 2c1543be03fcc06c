namespace OlConnector.Sandbox.Portals;

/// <summary>A person of the portal.</summary>
/// <param name="Id">User id.</param>
/// <param name="Name">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="IsAdmin">Portal administrator.</param>
public sealed record PortalUser(int Id, string Name, string LastName, bool IsAdmin)
{
    /// <summary>In whose name a call runs that was refused before anybody was known.</summary>
    internal static readonly PortalUser Nobody = new(0, "", "", IsAdmin: false) { IsActive = false };

    /// <summary>False for a dismissed employee: calls with their tokens answer <c>authorization_error</c>.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>True when the admin limited the app and left this user out: <c>user_access_error</c>.</summary>
    public bool IsExcluded { get; init; }
}
