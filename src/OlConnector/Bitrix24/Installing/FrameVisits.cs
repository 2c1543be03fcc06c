using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Storage;
using OlConnector.Web.Sessions;

namespace OlConnector.Bitrix24.Installing;

/// <summary>What a visitor of a page is to see. A closed family.</summary>
internal abstract record Visit
{
    private Visit() { }

    /// <summary>The page, with a session of its own.</summary>
    /// <param name="Trouble">What of the installation is still missing; null when all is well.</param>
    internal sealed record Welcome(AdmittedPortal Portal, Visitor.Verified User, IssuedSession Session, string? Trouble) : Visit;

    /// <summary>A page that says why not.</summary>
    internal sealed record Turned(int Status, FrameNotice Notice) : Visit;
}

/// <summary>Why a page cannot be shown.</summary>
internal enum FrameNotice
{
    OutsidePortal,
    NotVerified,
    NotAdministrator,
    NotInstalled,
    Unpaid,
    TryLater,
    Quiet,
}

/// <summary>
/// Receives those who open the app or its installer inside a portal: verifies them, takes their installation in, gives them a session.
/// </summary>
internal sealed class FrameVisits(
    VisitorVerification verification, PortalBook portals, Succession succession, Installation installation, PortalCare care,
    SessionTokens sessions, AuditTrail audit, IOptions<OutboundOptions> outbound, ILogger<FrameVisits> log)
{
    /// <summary>The application page.</summary>
    internal async Task<Visit> OpenAsync(FrameRequest request, string? address, CancellationToken ct)
    {
        var visitor = await verification.VerifyAsync(request.Claim, ct);
        if (visitor is not Visitor.Verified user) return await TurnAsync(request, visitor, address);
        if (await portals.AdmitAsync(user, request.ApplicationToken, isInstalling: false) is not { } portal)
            return new Visit.Turned(StatusCodes.Status403Forbidden, FrameNotice.NotInstalled);
        if (user.IsAdmin)
        {
            portal = await succession.SettleAsync(portal, user, ct);
            care.Request(portal.Id, refreshAll: false);
        }

        return Welcome(portal, user, request, trouble: null);
    }

    /// <summary>The installer page. Without an administrator nothing is begun.</summary>
    internal async Task<Visit> InstallAsync(FrameRequest request, string? address, CancellationToken ct)
    {
        var visitor = await verification.VerifyAsync(request.Claim, ct);
        if (visitor is not Visitor.Verified user) return await TurnAsync(request, visitor, address);
        if (!user.IsAdmin || await portals.AdmitAsync(user, request.ApplicationToken, isInstalling: true) is not { } portal)
            return new Visit.Turned(StatusCodes.Status403Forbidden, FrameNotice.NotAdministrator);
        var done = await installation.CompleteAsync(portal.Id, refreshAll: true, ct);
        return Welcome(portal, user, request, done is RestAnswer.Ok ? null : TroubleOf(done));
    }

    private Visit.Welcome Welcome(AdmittedPortal portal, Visitor.Verified user, FrameRequest request, string? trouble) =>
        new(
            portal, user,
            sessions.Issue(
                new PortalSession(portal.Id, user.UserId, user.UserName, user.IsAdmin, request.Language, user.TimeZone)
                {
                    Epoch = portal.Epoch,
                }),
            trouble);

    private async Task<Visit> TurnAsync(FrameRequest request, Visitor visitor, string? address)
    {
        switch (visitor)
        {
            case Visitor.Unpaid:
                return new Visit.Turned(StatusCodes.Status402PaymentRequired, FrameNotice.Unpaid);
            case Visitor.Unreachable unreachable:
                log.CallerRefused(unreachable.Why);
                return new Visit.Turned(
                    StatusCodes.Status503ServiceUnavailable, outbound.Value.Quiet ? FrameNotice.Quiet : FrameNotice.TryLater);
            case Visitor.Refused refused:
                log.CallerRefused(refused.Why);
                if (request.Claim.MemberId is { Length: > 0 and <= PortalId.MaxLength } member)
                    await audit.CountAsync(new PortalId(member), "frame call", "forged_frame", subject: null, refused.Why, address);
                return new Visit.Turned(StatusCodes.Status403Forbidden, FrameNotice.NotVerified);
            default:
                throw new InvalidOperationException("A visitor of no known kind.");
        }
    }

    private static string TroubleOf(RestAnswer answer) => answer switch
    {
        RestAnswer.Failed failed => $"{failed.Code} {failed.Text}".Trim(),
        RestAnswer.Later later => later.Why,
        _ => answer.GetType().Name,
    };
}
