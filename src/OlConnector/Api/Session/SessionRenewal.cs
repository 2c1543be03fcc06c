using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Installing;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Sessions;

namespace OlConnector.Api.Session;

/// <summary>Gives a page that stays open longer than an hour a new session, after the portal has vouched for its user again.</summary>
internal sealed class SessionRenewal(
    VisitorVerification verification, PortalBook portals, SessionTokens sessions, Callers callers, SessionReading reading, AuditTrail audit,
    Database database)
{
    /// <summary>When to ask again while Bitrix24 cannot be reached. 5 seconds.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <param name="draft">What the page got from the portal.</param>
    /// <param name="holder">Whose session the page has, if it sent one.</param>
    /// <param name="language">Two letters of the page's language.</param>
    /// <param name="address">Where the call came from.</param>
    /// <param name="ct">Ends the wait.</param>
    internal async Task<ActionResult<RenewedSession>> RenewAsync(
        RenewalDraft draft, Caller? holder, string language, string? address, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(draft.AccessToken)) return Refuse.Required("accessToken");
        if (draft.MemberId is not { Length: > 0 and <= PortalId.MaxLength } member) return Refuse.Required("memberId");
        return await verification.VerifyAsync(new VisitorClaim(draft.AccessToken, member), ct) switch
        {
            Visitor.Verified user => await WelcomeAsync(user, language, ct),
            Visitor.Unpaid => Unpaid(),
            Visitor.Unreachable => Unreachable(),
            Visitor.Refused refused => await RefuseAsync(new PortalId(member), holder, refused.Why, address),
            var other => throw new InvalidOperationException($"{other} is no known visitor."),
        };
    }

    /// <summary>A renewal never installs: a portal that is gone stays so until its installer is opened.</summary>
    private async Task<ActionResult<RenewedSession>> WelcomeAsync(Visitor.Verified user, string language, CancellationToken ct)
    {
        if (!await IsServedAsync(user.Portal, ct)
            || await portals.AdmitAsync(user, applicationToken: null, isInstalling: false) is not { } portal) return NotVerified();
        var session = sessions.Issue(
            new PortalSession(user.Portal, user.UserId, user.UserName, user.IsAdmin, language, user.TimeZone) { Epoch = portal.Epoch });
        if (await callers.FindAsync(session.Token, portal: null, ct) is not { } caller) return NotVerified();
        var shown = await reading.GetAsync(caller, ct);
        return new RenewedSession(session.Token, session.ExpiresAt, shown.User, shown.Portal);
    }

    /// <summary>The portal vouches for the page's user no more: what sessions the user has are over.</summary>
    private async Task<Refusal> RefuseAsync(PortalId portal, Caller? holder, string why, string? address)
    {
        if (holder is { Kind: CallerKind.Session } && holder.Portal == portal)
            await portals.EndSessionsAsync(portal, holder.Id);
        await audit.CountAsync(portal, "session renewal", "forged_renewal", subject: null, why, address);
        return NotVerified();
    }

    private async Task<bool> IsServedAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AnyAsync(row => row.Id == portal && row.State != PortalState.Gone, ct);
    }

    private static Refusal NotVerified() => new(401, "not_verified", new Said(
        "Битрикс24 не подтвердил этот токен. Откройте приложение заново.",
        "Bitrix24 does not vouch for this token. Open the app again."));

    private static Refusal Unpaid() => new(402, "portal_unpaid", new Said(
        "Тариф портала закончился. Оплатите его в Битрикс24 и откройте приложение заново.",
        "The portal's plan has ended. Pay for it in Bitrix24, then open the app again."));

    private static Refusal Unreachable() => new(503, "portal_unreachable", new Said(
        "Битрикс24 сейчас не отвечает. Повторите чуть позже.",
        "Bitrix24 cannot be asked right now. Try again in a moment."))
    { RetryAfter = AskAgain };
}
