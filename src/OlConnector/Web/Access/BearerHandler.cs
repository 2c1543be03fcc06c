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
        if (IsOfNoPortal && callers.IsOperator(token)) return Known("operator");
        var reads = HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);
        if (await callers.FindAsync(token, Request.Headers[PortalHeader].FirstOrDefault(), Context.RequestAborted, reads) is not { } caller)
            return AuthenticateResult.Fail("unknown token");
        Context.Features.Get<Stranger>()?.Recognise();
        Context.Features.Set(caller with { ReadsIn = AcceptedLanguage.Of(Request) });
        return Known(caller.Id);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Refused().WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var (needed, caller) = (Demanded<RequiresRoleAttribute>(), Context.Features.Get<Caller>());
        if (IsOfNoPortal) return Refuse.OperatorsOnly().WriteAsync(Context);
        if (caller is { Kind: CallerKind.Operator } && Demanded<ClosedToOperatorAttribute>() is not null)
            return Refuse.ClosedToOperator().WriteAsync(Context);
        var role = needed?.Role ?? Engine.Portals.Role.Admin;
        var isLimited = needed is { OfAllLines: true } && caller is { IsLimited: true } && caller.Role >= role;
        return (isLimited ? Refuse.NotOfAllLines() : Refuse.Forbidden(Storage.EnumText.Of(role))).WriteAsync(Context);
    }

    /// <summary>What the vendor's support asks for about all portals.</summary>
    private bool IsOfNoPortal => Demanded<RequiresOperatorAttribute>() is not null;

    private T? Demanded<T>() where T : class => Context.GetEndpoint()?.Metadata.GetMetadata<T>();

    private static AuthenticateResult Known(string id)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
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
