using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Newtonsoft.Json;
using OlConnector.Engine;

namespace OlConnector.Web.Sessions;

/// <summary>Who speaks: a verified user of a portal.</summary>
/// <param name="Portal">The portal.</param>
/// <param name="UserId">The user's id in it.</param>
/// <param name="UserName">First and last name.</param>
/// <param name="IsAdmin">True for an administrator of the portal, at the moment of verification.</param>
/// <param name="Language">Two letters of the interface language.</param>
/// <param name="TimeZone">IANA zone of the user; null when the portal does not tell.</param>
internal sealed record PortalSession(PortalId Portal, string UserId, string UserName, bool IsAdmin, string Language, string? TimeZone)
{
    /// <summary>As it stood when the portal vouched for the user.</summary>
    public SessionEpoch Epoch { get; init; }

    /// <summary>When the portal vouched for the user.</summary>
    public DateTimeOffset VerifiedAt { get; init; }
}

/// <summary>Which sessions still count: each holds the numbers of its portal and user, and ends when one of them is raised.</summary>
/// <param name="Portal">Raised when the app is removed.</param>
/// <param name="User">Raised when the user's rights change, or the portal does not vouch for the user any more.</param>
internal readonly record struct SessionEpoch(long Portal, long User)
{
    /// <summary>Of what is kept with portal and user; 0 where nothing was ended yet.</summary>
    internal static SessionEpoch Of(long? portal, long? user) => new(portal ?? 0, user ?? 0);

    /// <summary>The next number after one that is kept: moments, so that a portal that comes back never begins with an old one.</summary>
    internal static long After(long? kept, DateTimeOffset now) => Math.Max((kept ?? 0) + 1, now.ToUnixTimeMilliseconds());
}

/// <summary>A session's token and its end.</summary>
internal sealed record IssuedSession(string Token, DateTimeOffset ExpiresAt);

/// <summary>
/// Bearer tokens of the interface. They hold the session itself, encrypted, so that no node has to remember it (design.md §7).
/// </summary>
internal sealed class SessionTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a session lives; as long as Bitrix24's access token (bitrix24.md §8).</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = protection.CreateProtector("OlConnector.Session.v1");

    /// <summary>A token for a user who was verified just now.</summary>
    public IssuedSession Issue(PortalSession session)
    {
        var endsAt = clock.GetUtcNow() + Life;
        var content = new Content(
            session.Portal.Value, session.UserId, session.UserName, session.IsAdmin, session.Language, session.TimeZone,
            endsAt.ToUnixTimeMilliseconds(), session.Epoch.Portal, session.Epoch.User);
        return new IssuedSession(_protector.Protect(JsonConvert.SerializeObject(content)), endsAt);
    }

    /// <summary>The session of a token; null when it is none of ours or over.</summary>
    public PortalSession? Read(string token)
    {
        try
        {
            var content = JsonConvert.DeserializeObject<Content>(_protector.Unprotect(token));
            return content is null || content.EndsAt <= clock.GetUtcNow().ToUnixTimeMilliseconds()
                ? null
                : new PortalSession(
                    new PortalId(content.Portal), content.UserId, content.UserName, content.IsAdmin, content.Language, content.TimeZone)
                {
                    Epoch = new SessionEpoch(content.PortalEpoch, content.UserEpoch),
                    VerifiedAt = DateTimeOffset.FromUnixTimeMilliseconds(content.EndsAt) - Life,
                };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The end stands inside and is read on the house's clock: the time-limited protector knows only the machine's.
    private sealed record Content(
        string Portal, string UserId, string UserName, bool IsAdmin, string Language, string? TimeZone, long EndsAt,
        long PortalEpoch, long UserEpoch);
}
