using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
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

    /// <summary>Longer values are no tokens of ours.</summary>
    private const int MaxLength = 4096;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token() is not { } token) return AuthenticateResult.NoResult();
        if (await callers.FindAsync(token, Request.Headers[PortalHeader].FirstOrDefault(), Context.RequestAborted) is not { } caller)
            return AuthenticateResult.Fail("unknown token");
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
        var role = Context.GetEndpoint()?.Metadata.GetMetadata<RequiresRoleAttribute>()?.Role ?? Engine.Portals.Role.Admin;
        return Refuse.Forbidden(Storage.EnumText.Of(role)).WriteAsync(Context);
    }

    private Refusal Refused() => Token() switch
    {
        null => Refuse.NoToken(),
        var token when callers.IsOperator(token) => Request.Headers[PortalHeader].Count == 0
            ? Refuse.NoPortal(PortalHeader)
            : Refuse.NotFound(PortalHeader),
        _ => Refuse.BadToken(),
    };

    private string? Token()
    {
        var header = Request.Headers.Authorization.ToString();
        const string prefix = SchemeName + " ";
        return header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && header.Length is > 7 and <= MaxLength
            ? header[prefix.Length..].Trim()
            : null;
    }
}
