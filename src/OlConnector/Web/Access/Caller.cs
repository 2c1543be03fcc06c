using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Web.Sessions;

namespace OlConnector.Web.Access;

/// <summary>How a caller proved who they are.</summary>
internal enum CallerKind
{
    /// <summary>A person in the interface.</summary>
    Session,

    /// <summary>Another program with an API token.</summary>
    Token,

    /// <summary>The vendor's support: reads everything of one portal, and changes with a reason what the role support may.</summary>
    Operator,
}

/// <summary>The first of a line of tokens, each made by the one before.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CallsPer3Seconds">Its calls per three seconds and method; null for the default.</param>
internal sealed record TokenRoot(Guid Id, int? CallsPer3Seconds);

/// <summary>Who calls, for which portal, and what they may do.</summary>
/// <param name="Kind">How they proved it.</param>
/// <param name="Portal">The only portal whose things exist for them.</param>
/// <param name="Id">User id, token id or <c>operator</c>.</param>
/// <param name="Name">The name people know them by.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Lines">The lines that exist for them; null for all.</param>
internal sealed record Caller(CallerKind Kind, PortalId Portal, string Id, string Name, Role Role, IReadOnlySet<LineId>? Lines)
{
    /// <summary>A portal administrator, by the portal's own word.</summary>
    public bool IsPortalAdmin { get; init; }

    /// <summary>Calls of a token per three seconds and method; null for the default.</summary>
    public int? CallsPer3Seconds { get; init; }

    /// <summary>The token from which a token that a token made descends, and its calls: they share them.</summary>
    public TokenRoot? Root { get; init; }

    /// <summary>The numbers that the person's session holds.</summary>
    public SessionEpoch Epoch { get; init; }

    /// <summary>
    /// May send what a recipient asked for in spite of an opt-out, which covers marketing only: administrators, support, and tokens that
    /// were made for it.
    /// </summary>
    public bool MaySendTransactional { get; init; }

    /// <summary>The person's IANA time zone; null for programs.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Two letters of the person's language; null for programs.</summary>
    public string? Language { get; init; }

    /// <summary>When the portal vouched for the person; null for programs.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The language that the call asks for, <c>ru</c> or <c>en</c>.</summary>
    public string ReadsIn { get; init; } = "en";

    /// <summary>Their name in audit and history.</summary>
    public string Actor => Kind switch
    {
        CallerKind.Session => $"user {Id}",
        CallerKind.Token => $"token {Id}",
        _ => "operator",
    };

    /// <summary>Keys inside URLs are for administrators, not for the vendor's support.</summary>
    public bool SeesKeys => Role == Role.Admin && Kind != CallerKind.Operator;

    /// <summary>Numbers and texts are for those who work with them; a viewer reads counts, states and reasons.</summary>
    public bool SeesPeople => Role >= Role.Marketer;

    /// <summary>Only some lines exist for them: what belongs to the whole portal is closed.</summary>
    public bool IsLimited => Lines is not null;

    /// <summary>What they hold, and may hand on a part of.</summary>
    public Rights Rights => new(Role, Lines);

    /// <summary>Whether the line exists for them.</summary>
    public bool Sees(LineId line) => Lines is null || Lines.Contains(line);
}
