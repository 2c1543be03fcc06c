using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OlConnector.Web.Limits;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Access;

/// <summary>
/// The scheme <c>Bearer</c>: a session of the interface, an API token, or the operator's token (RFC 6750; never in a URL).
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Callers callers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string SchemeName = "Bearer";

    /// <summary>Names the portal that the operator looks into.</summary>
    private const string PortalHeader = "X-Portal";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.Of(Request) is not { } token) return AuthenticateResult.NoResult();
        if (await callers.FindAsync(token, Request.Headers[PortalHeader].FirstOrDefault(), Context.RequestAborted) is not { } caller)
            return AuthenticateResult.Fail("unknown token");
        Context.Features.Get<Stranger>()?.Recognise();
        Context.Features.Set(caller with { ReadsIn = AcceptedLanguage.Of(Request) });
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.Id)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Refused().WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = Context.GetEndpoint()?.Metadata.GetMetadata<RequiresRoleAttribute>();
        var role = needed?.Role ?? Engine.Portals.Role.Admin;
        var isLimited = needed is { OfAllLines: true }
            && Context.Features.Get<Caller>() is { IsLimited: true } caller && caller.Role >= role;
        return (isLimited ? Refuse.NotOfAllLines() : Refuse.Forbidden(Storage.EnumText.Of(role))).WriteAsync(Context);
    }

    private Refusal Refused() => BearerToken.Of(Request) switch
    {
        null => Refuse.NoToken(),
        var token when callers.IsOperator(token) => Request.Headers[PortalHeader].Count == 0
            ? Refuse.NoPortal(PortalHeader)
            : Refuse.NotFound(PortalHeader),
        _ => Refuse.BadToken(),
    };
}
