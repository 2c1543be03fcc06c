namespace OlConnector.Sandbox.Authorization;

/// <summary>One pair of tokens: who may do what, where, until when.</summary>
public sealed class Grant(string memberId, int userId, string access, string? refresh, DateTimeOffset issuedAt)
{
    /// <summary>Life of an access token (bitrix24.md §2.4).</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromSeconds(3600);

    /// <summary>Life of a refresh token (bitrix24.md §2.4).</summary>
    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(180);

    /// <summary>The portal's <c>member_id</c>.</summary>
    public string MemberId { get; } = memberId;

    /// <summary>The user in whose name calls are made.</summary>
    public int UserId { get; } = userId;

    /// <summary>The access token.</summary>
    public string Access { get; } = access;

    /// <summary>The refresh token; HANDLER calls carry none (bitrix24.md §5.2).</summary>
    public string? Refresh { get; } = refresh;

    /// <summary>When it was issued.</summary>
    public DateTimeOffset IssuedAt { get; } = issuedAt;

    /// <summary>When the access token ends.</summary>
    public DateTimeOffset ExpiresAt => IssuedAt + AccessLife;

    /// <summary>True once the refresh token was exchanged: it works once.</summary>
    public bool IsSpent { get; internal set; }

    /// <summary>True once the app was removed or the tokens were withdrawn.</summary>
    public bool IsRevoked { get; internal set; }

    /// <summary>True while the access token lives.</summary>
    public bool IsAlive(DateTimeOffset now) => !IsRevoked && now < ExpiresAt;

    /// <summary>True while the refresh token can be exchanged.</summary>
    public bool CanRefresh(DateTimeOffset now) => Refresh is not null && !IsRevoked && !IsSpent && now < IssuedAt + RefreshLife;
}
