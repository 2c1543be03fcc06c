namespace OlConnector.Sandbox.Portals;

/// <summary>
/// What a portal says to every call while something is wrong with it as a whole (bitrix24.md §2.7): for
/// <see cref="PortalBehaviour.Refusal"/>. The words of the first six are the module's or the documentation's; of the others the codes were
/// collected in use, and their status is a guess.
/// </summary>
public static class PortalRefusals
{
    /// <summary>The public part is closed for a while: maintenance, not the end.</summary>
    public static readonly RestAnswer PublicPartClosed = RestAnswer.Failed(403, "PORTAL_DELETED", "Portal was deleted");

    /// <summary>The plan has no REST, or the Market subscription of the portal has ended.</summary>
    public static readonly RestAnswer PlanWithoutRest = Unauthorized("ACCESS_DENIED", "REST is available only on commercial plans.");

    /// <summary>The same as an incoming webhook hears it.</summary>
    public static readonly RestAnswer SubscriptionEnded = Unauthorized("ACCESS_DENIED", "REST is available only by subscription.");

    /// <summary>Blocked by hand.</summary>
    public static readonly RestAnswer Overloaded = Unauthorized("OVERLOAD_LIMIT", "REST API is blocked due to overload.");

    /// <summary>The portal answers by https only.</summary>
    public static readonly RestAnswer HttpsRequired = Unauthorized("INVALID_REQUEST", "Https required.");

    /// <summary>An administrator has to confirm the method.</summary>
    public static readonly RestAnswer ConfirmationWaiting = Unauthorized("METHOD_CONFIRM_WAITING", "Waiting for confirmation");

    /// <summary>The licence has to be verified.</summary>
    public static readonly RestAnswer VerificationNeeded = Unauthorized("verification_needed", "License verification needed");

    /// <summary>The licence was found to be broken.</summary>
    public static readonly RestAnswer BlockedByLicence = RestAnswer.Failed(
        403, "PORTAL_BLOCKED_BY_LICENSE_SCANNER", "Portal is blocked by license scanner");

    /// <summary>The portal is full.</summary>
    public static readonly RestAnswer DiskQuota = Unauthorized("ERROR_OAUTH", "Disk quota has been exceeded");

    /// <summary>The app is not there any more.</summary>
    public static readonly RestAnswer NotInstalled = Unauthorized("ERROR_OAUTH", "Application not installed");

    private static RestAnswer Unauthorized(string error, string text) => RestAnswer.Failed(401, error, text);
}
