using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// What a frame, an event or a renewal says about itself. It is not verified: nothing may be stored or shown by it alone.
/// </summary>
/// <param name="AccessToken">Access token of the user who is said to call.</param>
/// <param name="MemberId">The portal it is said to be.</param>
/// <param name="RefreshToken">Refresh token of the same user; null when none came.</param>
/// <param name="Life">How long the access token is said to live.</param>
/// <param name="ServerEndpoint">The authorization server it names; used only if it is allow-listed.</param>
internal sealed record VisitorClaim(
    string? AccessToken, string? MemberId, string? RefreshToken = null, TimeSpan? Life = null, string? ServerEndpoint = null)
{
    /// <summary>Never prints its tokens.</summary>
    public override string ToString() => $"claim for {MemberId}";
}

/// <summary>Who called. A closed family.</summary>
internal abstract record Visitor
{
    private Visitor() { }

    /// <summary>The token was checked at an allow-listed authorization server and at the portal (bitrix24.md §2.6).</summary>
    public sealed record Verified : Visitor
    {
        public required PortalId Portal { get; init; }

        /// <summary>The portal's REST base as the authorization server, or an earlier verified installation, named it.</summary>
        public required Uri Endpoint { get; init; }

        /// <summary>The allow-listed server that knew the token.</summary>
        public required string AuthorizationServer { get; init; }

        public required string UserId { get; init; }
        public required string UserName { get; init; }
        public required bool IsAdmin { get; init; }

        /// <summary>IANA zone of the user; null when the portal does not tell or it is unknown here.</summary>
        public string? TimeZone { get; init; }

        /// <summary>Letter of the installation's kind (bitrix24.md §1.6); null when the server did not tell.</summary>
        public string? Status { get; init; }

        /// <summary>Region and plan, for example <c>ru_pro100</c>.</summary>
        public string? License { get; init; }

        /// <summary>The portal's language, two letters.</summary>
        public string? Language { get; init; }

        /// <summary>False while the installation is not finished; null when the portal did not tell.</summary>
        public bool? IsInstalled { get; init; }

        /// <summary>Granted scopes, comma-separated.</summary>
        public string? Scope { get; init; }

        /// <summary>The user's pair, fit to be stored; null when no refresh token came.</summary>
        internal TokenPair? Tokens { get; init; }
    }

    /// <summary>The claim is wrong. Nothing was changed by it.</summary>
    /// <param name="Why">For the audit and support; holds no secret.</param>
    public sealed record Refused(string Why) : Visitor;

    /// <summary>The portal's time is over, so that it does not even tell who the user is.</summary>
    public sealed record Unpaid : Visitor;

    /// <summary>The authorization server or the portal cannot be asked right now.</summary>
    public sealed record Unreachable(string Why) : Visitor;
}
