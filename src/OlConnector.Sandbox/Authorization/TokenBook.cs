using System.Globalization;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Authorization;

/// <summary>Every token ever issued in this cloud.</summary>
public sealed class TokenBook(TimeProvider clock, Chance chance)
{
    /// <summary>Life of an authorization code; it works once (bitrix24.md §2.2).</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Grant> _byAccess = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> _byRefresh = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string MemberId, int UserId, DateTimeOffset Until)> _codes = new(StringComparer.Ordinal);

    /// <summary>A new pair; without a refresh token for HANDLER calls.</summary>
    public Grant Issue(string memberId, int userId, bool withRefresh = true)
    {
        var grant = new Grant(memberId, userId, NewToken(userId), withRefresh ? NewToken(userId) : null, clock.GetUtcNow());
        lock (_lock)
        {
            _byAccess[grant.Access] = grant;
            if (grant.Refresh is not null)
                _byRefresh[grant.Refresh] = grant;
        }
        return grant;
    }

    /// <summary>A code for the authorization code flow.</summary>
    public string IssueCode(string memberId, int userId)
    {
        var code = NewToken(userId);
        lock (_lock)
            _codes[code] = (memberId, userId, clock.GetUtcNow() + CodeLife);
        return code;
    }

    /// <summary>Whose access token this is; nothing when it was never issued.</summary>
    public Grant? Find(string access)
    {
        lock (_lock)
            return _byAccess.GetValueOrDefault(access);
    }

    /// <summary>Spends a refresh token. The second of two parallel calls gets nothing (bitrix24.md §2.4).</summary>
    public Grant? Spend(string refresh)
    {
        lock (_lock)
        {
            if (!_byRefresh.TryGetValue(refresh, out var grant) || !grant.CanRefresh(clock.GetUtcNow()))
                return null;
            grant.IsSpent = true;
            return grant;
        }
    }

    /// <summary>Spends a code.</summary>
    public (string MemberId, int UserId)? SpendCode(string code)
    {
        lock (_lock)
            return _codes.Remove(code, out var issued) && clock.GetUtcNow() < issued.Until ? (issued.MemberId, issued.UserId) : null;
    }

    /// <summary>Withdraws all tokens of a portal, or of one of its users.</summary>
    public void Revoke(string memberId, int? userId = null)
    {
        lock (_lock)
            foreach (var grant in _byAccess.Values.Where(grant => grant.MemberId == memberId && (userId ?? grant.UserId) == grant.UserId))
                grant.IsRevoked = true;
    }

    // Looks like the real ones: the moment and the user in hexadecimal, then chance.
    private string NewToken(int userId) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{clock.GetUtcNow().ToUnixTimeSeconds():x8}{chance.Hex(8)}{userId:x8}{chance.Hex(46)}");
}
