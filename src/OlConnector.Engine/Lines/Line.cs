using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Lines;

/// <summary>One sending identity: a number or sender name with its gateway, pace and queue.</summary>
public sealed class Line : IPacedLine
{
    public required PortalId PortalId { get; init; }
    public required LineId Id { get; init; }

    /// <summary>The sender's CODE in the portal: <c>olc_</c> and the id. Never changed, never reused (design.md §4.4).</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>The number or sender name that people see.</summary>
    public string? Number { get; set; }

    public LineState State { get; set; } = LineState.Active;

    /// <summary>Why it is frozen: a wait reason such as LINE_FROZEN, PORTAL_UNPAID, PORTAL_GONE.</summary>
    public string? FrozenReason { get; set; }

    /// <summary>What froze it, in the words of the gateway or of the portal; stays when its connection looks well again.</summary>
    public string? FrozenText { get; set; }

    /// <summary>Since when it is frozen.</summary>
    public DateTimeOffset? FrozenAt { get; set; }

    public LineConnection Connection { get; set; }

    /// <summary>The gateway's own words about the connection.</summary>
    public string? ConnectionText { get; set; }

    /// <summary>When the gateway last spoke of a block or of suspected spam; null when it never did.</summary>
    public DateTimeOffset? SpamSignalAt { get; set; }

    /// <summary>First time the gateway said connected; the demo counts from here.</summary>
    public DateTimeOffset? ConnectedAt { get; set; }

    /// <summary>The last mark before its demo's end that people heard of, in days; 0 when they heard that it is over.</summary>
    public int? DemoTold { get; set; }

    public required string GatewayKind { get; init; }

    /// <summary>JSON object of the gateway's settings, encrypted.</summary>
    public required string GatewaySettings { get; set; }

    public required TimeSpan MarketingInterval { get; set; }
    public required TimeSpan DirectInterval { get; set; }

    /// <summary>Extra random time on top of the marketing interval, in whole percent of it, 0–100.</summary>
    public int Jitter { get; set; }

    /// <summary>Days and hours of marketing as JSON; null for any time.</summary>
    public string? Window { get; set; }

    /// <summary>Sends an unknown message once more by itself. Off unless the owner opts in.</summary>
    public bool ResendUnknown { get; set; }

    /// <summary>Messages of Bitrix24 modules other than marketing are treated as marketing too.</summary>
    public bool TreatAsMarketing { get; set; }

    /// <summary>Prices by number prefix as JSON; null when costs are not shown.</summary>
    public string? Tariff { get; set; }

    /// <summary>Currency of the prices, three letters (ISO 4217); null when it was not said.</summary>
    public string? Currency { get; set; }

    /// <summary>What keeps it from being taken for a sender of spam, as JSON; null for the defaults.</summary>
    public string? Limits { get; set; }

    /// <summary>How large its mailings may be, as JSON; null where the portal decides.</summary>
    public string? Guard { get; set; }

    /// <summary>Whether its mailings are collected before anything of them leaves; null where the portal decides.</summary>
    public bool? Collect { get; set; }

    /// <summary>Whether the provider is registered in the portal.</summary>
    public bool IsRegistered { get; set; }

    /// <summary>Why the last registration failed, in the portal's words.</summary>
    public string? RegistrationError { get; set; }

    /// <summary>SHA-256 of the key in the HANDLER URL, hexadecimal.</summary>
    public required string HandlerKeyHash { get; set; }

    /// <summary>The key in the HANDLER URL, encrypted.</summary>
    public required string HandlerKey { get; set; }

    public string? PreviousHandlerKeyHash { get; set; }
    public DateTimeOffset? PreviousHandlerKeyEndsAt { get; set; }

    /// <summary>SHA-256 of the key in the gateway's hook URL, hexadecimal.</summary>
    public required string HookKeyHash { get; set; }

    /// <summary>The key in the hook URL, encrypted.</summary>
    public required string HookKey { get; set; }

    public string? PreviousHookKeyHash { get; set; }
    public DateTimeOffset? PreviousHookKeyEndsAt { get; set; }

    /// <summary>When the gateway last answered a send; gaps count from here.</summary>
    public DateTimeOffset? LastAnswerAt { get; set; }

    /// <summary>The gateway asked the whole line to wait until then.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The last pause taken without a Retry-After; doubles until the first OK.</summary>
    public TimeSpan? LastPause { get; set; }

    /// <summary>Set while a message is in flight; guards the line's row.</summary>
    public Guid? ClaimToken { get; set; }

    public DateTimeOffset? ClaimEndsAt { get; set; }

    /// <summary>When the next message may leave; null while claimed, empty, or waiting for a person.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    /// <summary>Why the next message waits (design.md §5).</summary>
    public string? WaitReason { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows with each change of the resource; the ETag.</summary>
    public long Version { get; set; }

    /// <summary>
    /// Number of the latest change that all nodes have to notice, counted over all lines and portals; null before the first.
    /// </summary>
    public long? Revision { get; set; }
}

/// <summary>Whether a line's queue moves.</summary>
public enum LineState
{
    Active,

    /// <summary>A person paused it.</summary>
    Paused,

    /// <summary>The gateway or portal stopped it; only a person resumes.</summary>
    Frozen,

    /// <summary>Deleted; its CODE stays retired for ever.</summary>
    Off,
}
