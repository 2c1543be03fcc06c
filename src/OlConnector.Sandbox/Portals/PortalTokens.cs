namespace OlConnector.Sandbox.Portals;

/// <summary>
/// Who calls, and the errors of bitrix24.md §2.7 in this order: connection, token, app, expiry, payment; the user after the scope.
/// </summary>
internal static class PortalTokens
{
    public static (PortalUser? User, InstalledApp? App, RestAnswer? Refusal) Check(
        SandboxPortal portal, string access, DateTimeOffset now) =>
        Refuse(portal, access, now) is { } refusal
            ? (null, null, refusal)
            : (portal.UserById(portal.Tokens.Find(access)!.UserId), portal.App, null);

    /// <summary>An incoming webhook: no app, so no application context.</summary>
    public static (PortalUser? User, InstalledApp? App, RestAnswer? Refusal) CheckWebhook(SandboxPortal portal, RestAddress address) =>
        address.Secret == portal.WebhookSecret && portal.UserById(address.UserId) is { IsActive: true } user
            ? (user, null, null)
            : (null, null, RestAnswer.Failed(401, "INVALID_CREDENTIALS", "Invalid request credentials"));

    public static RestAnswer? RefuseUser(SandboxPortal portal, PortalUser user) => user switch
    {
        { IsActive: false } => RestAnswer.Failed(401, "authorization_error", "Unable to authorize user"),
        { IsExcluded: true } => RestAnswer.Failed(
            portal.Behaviour.StatusOfDenial, "user_access_error", "The user does not have access to the application."),
        _ => null,
    };

    private static RestAnswer? Refuse(SandboxPortal portal, string access, DateTimeOffset now)
    {
        if (portal.Behaviour.CannotReachAuthorization)
            return RestAnswer.Failed(401, "CONNECTION_ERROR", "Error connecting to authorization server");
        if (access.Length == 0 || portal.Tokens.Find(access) is not { } grant || grant.MemberId != portal.MemberId)
            return Unknown(portal, access);
        if (portal.App is null)
            return RestAnswer.Failed(401, "APPLICATION_NOT_FOUND", "Application not found");
        if (grant.IsRevoked)
            return Unknown(portal, access);
        if (!grant.IsAlive(now))
            return RestAnswer.Failed(401, "expired_token", "The access token provided has expired.");
        return portal.IsPaymentAllowed ? null : RestAnswer.Failed(401, "PAYMENT_REQUIRED", "Payment required");
    }

    private static RestAnswer Unknown(SandboxPortal portal, string access) => portal.Behaviour.SaysInvalidToken && access.Length > 0
        ? RestAnswer.Failed(401, "invalid_token", "Unable to get application by token")
        : RestAnswer.Failed(401, "NO_AUTH_FOUND", "Wrong authorization data");
}
