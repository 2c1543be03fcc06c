using OlConnector.Engine.Composing.Personalization;

namespace OlConnector.Engine.Portals;

/// <summary>One Bitrix24 account that has, or had, the app. Everything else belongs to exactly one portal.</summary>
public sealed class Portal
{
    /// <summary>Bitrix24's <c>member_id</c>.</summary>
    public required PortalId Id { get; init; }

    /// <summary>The portal's host, which may change (bitrix24.md §3.1).</summary>
    public required string Domain { get; set; }

    /// <summary>Base of the portal's REST, ends with <c>/rest/</c>.</summary>
    public required string ClientEndpoint { get; set; }

    /// <summary>Base of its authorization server; always one of the allow-listed.</summary>
    public required string AuthorizationServer { get; set; }

    /// <summary>Whether we may speak to the portal and send for it.</summary>
    public PortalState State { get; set; } = PortalState.Active;

    /// <summary>Bitrix24's letter for the kind of installation: L, F, D, T, P or S (bitrix24.md §1.6).</summary>
    public string Status { get; set; } = "F";

    /// <summary>The last mark before the end of what is paid for that people heard of, in days; null in a term of which they heard nothing.
    /// </summary>
    public int? TermTold { get; set; }

    /// <summary>Access token, encrypted. Null after an uninstall.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Refresh token, encrypted. Null after an uninstall, and when a person has to open the app again.</summary>
    public string? RefreshToken { get; set; }

    /// <summary>When the access token ends.</summary>
    public DateTimeOffset? AccessTokenEndsAt { get; set; }

    /// <summary>When the pair was last renewed; idle portals are renewed before 180 days pass.</summary>
    public DateTimeOffset? TokensRenewedAt { get; set; }

    /// <summary>Grows with each stored pair, so that a loser of a race re-reads it.</summary>
    public long TokenVersion { get; set; }

    /// <summary>The user whose tokens these are.</summary>
    public string? TokenUserId { get; set; }

    /// <summary>True when the refresh token no longer works: an admin has to open the app.</summary>
    public bool NeedsReauthorization { get; set; }

    /// <summary>The application token of this installation, encrypted. Null after an uninstall.</summary>
    public string? ApplicationToken { get; set; }

    /// <summary>The application token before the last change, encrypted; accepted on HANDLER calls for a grace period.</summary>
    public string? PreviousApplicationToken { get; set; }

    /// <summary>Until when the previous application token is accepted.</summary>
    public DateTimeOffset? PreviousApplicationTokenEndsAt { get; set; }

    /// <summary>Region and plan, for example <c>ru_pro100</c>; null until asked.</summary>
    public string? License { get; set; }

    /// <summary>Scopes that were granted, comma-separated.</summary>
    public string? Scope { get; set; }

    /// <summary>Two letters of the portal's language.</summary>
    public string Language { get; set; } = "en";

    /// <summary>Two letters of the country whose national phone numbers are understood (design.md §10).</summary>
    public string? Country { get; set; }

    /// <summary>IANA time zone of the portal; <c>UTC</c> until known.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>When the app was first installed.</summary>
    public required DateTimeOffset InstalledAt { get; init; }

    /// <summary>When it was uninstalled, if it is.</summary>
    public DateTimeOffset? UninstalledAt { get; set; }

    /// <summary>When the uninstalling administrator asked for all data to be deleted; the row itself goes last.</summary>
    public DateTimeOffset? PurgeRequestedAt { get; set; }

    /// <summary>Sessions of the portal's people hold this number; another one ends them all. Null: none was ended yet.</summary>
    public long? SessionEpoch { get; set; }

    /// <summary>Broken spintax goes out as it stands instead of being held.</summary>
    public bool LiteralSpintax { get; set; }

    /// <summary>Numbers are taken as any 8 to 15 digits instead of by the numbering plans.</summary>
    public bool AcceptAnyNumber { get; set; }

    /// <summary>Words of refusal, one a line; null for the default list (<see cref="Suppression.OptOutWords.FromLines"/>).</summary>
    public string? OptOutWords { get; set; }

    /// <summary>What happens to a message that names a field without a value.</summary>
    public MissingValuePolicy MissingValue { get; set; }

    /// <summary>A mailing reaches no number twice, and the same text no number twice within a day.</summary>
    public bool SkipsRepeats { get; set; } = true;

    /// <summary>Most marketing messages to one number within <see cref="CapDays"/>; null for any number of them.</summary>
    public int? CapMessages { get; set; }

    /// <summary>The days of <see cref="CapMessages"/>; null with it.</summary>
    public int? CapDays { get; set; }

    /// <summary>Hosts that hide where a link leads, one a line; null for the default list (<see cref="Parts.ShortLinkHosts"/>).</summary>
    public string? Shorteners { get; set; }

    /// <summary>A mailing from CRM-Marketing whose risk is high waits for a person; else it goes on with a warning.</summary>
    public bool HoldsHighRisk { get; set; }

    /// <summary>How large mailings may be, as JSON; null where the app decides.</summary>
    public string? Guard { get; set; }

    /// <summary>Mailings are collected before anything of them leaves.</summary>
    public bool Collects { get; set; }

    /// <summary>Whoever opens the app for the first time has no role until an administrator gives one; else they are viewers.</summary>
    public bool IsClosedToNewUsers { get; set; }

    /// <summary>
    /// Number of the latest change that all nodes have to notice, counted over all lines and portals; null before the first.
    /// </summary>
    public long? Revision { get; set; }
}

/// <summary>Whether a portal can be served.</summary>
public enum PortalState
{
    /// <summary>Installed and answering.</summary>
    Active,

    /// <summary>Bitrix24 answered PAYMENT_REQUIRED; nothing leaves until it is paid.</summary>
    Unpaid,

    /// <summary>Uninstalled, deleted, or no longer known to the authorization server.</summary>
    Gone,
}

/// <summary>What a user of a portal may do (design.md §4.21), least first.</summary>
public enum Role
{
    /// <summary>Nothing: an administrator has to give a role first.</summary>
    None,

    /// <summary>Reads counts, states and reasons; numbers and texts are hidden.</summary>
    Viewer,

    /// <summary>Controls campaigns, releases, quick and test sends.</summary>
    Marketer,

    /// <summary>Also pace, hours, clear, freeze.</summary>
    Support,

    /// <summary>Everything.</summary>
    Admin,
}

/// <summary>A user of a portal with the role an admin gave.</summary>
public sealed class PortalUser
{
    public required PortalId PortalId { get; init; }

    /// <summary>The user's id in the portal.</summary>
    public required string UserId { get; init; }

    public string Name { get; set; } = "";

    /// <summary>Since when the portal says that this is its administrator; null where it says, or said last, that it is not.</summary>
    public DateTimeOffset? AdministratorSince { get; set; }

    /// <summary>Role by our own list; a portal admin is always <see cref="Role.Admin"/>.</summary>
    public Role Role { get; set; }

    /// <summary>Lines the user may touch, comma-separated ids; null for all.</summary>
    public string? Lines { get; set; }

    /// <summary>The user's sessions hold this number; another one ends them. Null: none was ended yet.</summary>
    public long? SessionEpoch { get; set; }
}

/// <summary>A token by which another program uses the API.</summary>
public sealed class ApiToken
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>SHA-256 of the token, hexadecimal. The token itself is shown once and not kept.</summary>
    public required string Hash { get; init; }

    public required Role Role { get; set; }

    /// <summary>Lines it may touch, comma-separated ids; null for all.</summary>
    public string? Lines { get; set; }

    /// <summary>Calls allowed per three seconds and method; null for the default of five.</summary>
    public int? CallsPer3Seconds { get; set; }

    /// <summary>May send what a recipient asked for in spite of an opt-out, which covers marketing only.</summary>
    public bool SendsTransactional { get; init; }

    /// <summary>Who made it, as the audit names them; null for a token from before this was kept.</summary>
    public string? MadeBy { get; init; }

    /// <summary>The token that it descends from, where a token made it.</summary>
    public Guid? RootId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last opened something, to within five minutes; null when it never did.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
