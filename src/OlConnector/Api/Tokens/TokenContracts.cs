using OlConnector.Engine.Portals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Tokens;

/// <summary>An API token as it is made. It gets at most what its maker holds.</summary>
/// <param name="Name">What it is for, 1–100 characters.</param>
/// <param name="Role">What it may do. Default: viewer.</param>
/// <param name="Lines">Ids of the lines that exist for it. Default: all; a maker who is limited to some has to name them.</param>
/// <param name="CallsPer3Seconds">Calls per three seconds and method, 1–1000; made by a token, at most its own. Default: 5.</param>
/// <param name="Transactional">
/// Below the role support too it may send, with <c>transactional</c>, what a recipient asked for in spite of an opt-out. Default: false.
/// </param>
internal sealed record TokenDraft(
    [property: Needed] string? Name = null, Role? Role = null, IReadOnlyList<string>? Lines = null, int? CallsPer3Seconds = null,
    bool? Transactional = null);

/// <summary>An API token. The token itself is shown once, when it is made.</summary>
internal record TokenResource
{
    /// <summary>Its key.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Ids of the lines that exist for it; null for all.</summary>
    public required IReadOnlyList<string>? Lines { get; init; }

    /// <summary>Calls per three seconds and method.</summary>
    public required int CallsPer3Seconds { get; init; }

    /// <summary>May send in spite of an opt-out what the recipient asked for.</summary>
    public required bool Transactional { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Who made it: <c>user</c> or <c>token</c> and the id; null where that is not known. What a token made is revoked with it.
    /// </summary>
    public required string? MadeBy { get; init; }

    /// <summary>When it was last used, to within five minutes; null when it never was.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>A new API token.</summary>
internal sealed record NewToken : TokenResource, IUncached
{
    /// <summary>For the Authorization header. Not kept here: it cannot be shown again.</summary>
    public required string Token { get; init; }

    /// <summary>Never prints its token.</summary>
    public override string ToString() => $"new token {Id}";
}
