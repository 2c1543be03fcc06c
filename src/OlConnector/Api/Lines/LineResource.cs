using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Queue;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>A line. Its addresses hold keys where an administrator reads it: no cache keeps it.</summary>
internal sealed record LineResource : IVersioned, IUncached
{
    /// <summary>Its key.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's CODE in the portal; never changes.</summary>
    public required string Code { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The number or sender name that recipients see.</summary>
    public required string? Number { get; init; }

    /// <summary>What really sends.</summary>
    public required LineGateway Gateway { get; init; }

    /// <summary>Whether its queue moves.</summary>
    public required LineState State { get; init; }

    /// <summary>While frozen: LINE_FROZEN, PORTAL_UNPAID or PORTAL_GONE.</summary>
    public required string? FrozenReason { get; init; }

    /// <summary>While frozen: what froze it, in the gateway's or portal's words. Stays when the connection looks well again.</summary>
    public required string? FrozenText { get; init; }

    /// <summary>
    /// Where the app found that out by itself: the same in the language of Accept-Language (ru or en); null for others' words.
    /// </summary>
    public required string? FrozenSaid { get; init; }

    /// <summary>While frozen: since when.</summary>
    public required DateTimeOffset? FrozenAt { get; init; }

    /// <summary>While frozen: what a person does about it, in the language of Accept-Language (ru or en).</summary>
    public required string? WhatToDo { get; init; }

    /// <summary>What the gateway says about itself.</summary>
    public required LineConnection Connection { get; init; }

    /// <summary>The same in the gateway's words.</summary>
    public required string? ConnectionText { get; init; }

    /// <summary>Where those are the app's own: the same in the language of Accept-Language (ru or en); null for the gateway's.</summary>
    public required string? ConnectionSaid { get; init; }

    /// <summary>When it was first connected; a demo counts from here.</summary>
    public required DateTimeOffset? ConnectedAt { get; init; }

    /// <summary>How the portal's list of SMS providers names it, behind the app's own name in square brackets.</summary>
    public required string ProviderName { get; init; }

    /// <summary>Whether the portal offers it as an SMS provider.</summary>
    public required bool Registered { get; init; }

    /// <summary>Why it does not, in the portal's words.</summary>
    public required string? RegistrationError { get; init; }

    /// <summary>Pause before a marketing message.</summary>
    public required TimeSpan MarketingInterval { get; init; }

    /// <summary>Pause before a direct message.</summary>
    public required TimeSpan DirectInterval { get; init; }

    /// <summary>Random time on top of the marketing interval, whole percent of it.</summary>
    public required int Jitter { get; init; }

    /// <summary>Days and hours of marketing; null for any time.</summary>
    public required WindowJson? Window { get; init; }

    /// <summary>Whether a message of unknown fate is sent once more.</summary>
    public required ResendUnknown ResendUnknown { get; init; }

    /// <summary>Every message of the line counts as marketing.</summary>
    public required bool TreatAsMarketing { get; init; }

    /// <summary>Prices by number prefix; null when costs are not shown.</summary>
    public required IReadOnlyList<PrefixPrice>? Tariff { get; init; }

    /// <summary>Of the prices; null when it was not said.</summary>
    public required string? Currency { get; init; }

    /// <summary>Hours, days, rest and first contacts of marketing, each with its numbers.</summary>
    public required LimitsJson Limits { get; init; }

    /// <summary>Reasons of those of them that are reached now and that only warn, such as DAYS_IN_ROW.</summary>
    public required IReadOnlyList<string> LimitWarnings { get; init; }

    /// <summary>How large its mailings may be, where they do not say it themselves; null where the portal decides.</summary>
    public required GuardJson? Guard { get; init; }

    /// <summary>Whether its mailings are collected before anything of them leaves; null where the portal decides.</summary>
    public required bool? Collect { get; init; }

    /// <summary>Where the gateway calls back. The key in it is shown to administrators only.</summary>
    public required string HookUrl { get; init; }

    /// <summary>Where Bitrix24 hands messages over. The key in it is shown to administrators only.</summary>
    public required string HandlerUrl { get; init; }

    /// <summary>Why the next message waits (a wait reason); null when nothing waits.</summary>
    public required string? WaitReason { get; init; }

    /// <summary>When the next message may leave; null when none can without a person or an arrival.</summary>
    public required DateTimeOffset? NextDispatchAt { get; init; }

    /// <summary>When the gateway last answered a send: the pause counts from here. Null before the first.</summary>
    public required DateTimeOffset? LastDispatchAt { get; init; }

    /// <summary>Messages that are being composed.</summary>
    public required int Accepted { get; init; }

    /// <summary>Messages in the queue.</summary>
    public required int Queued { get; init; }

    /// <summary>Messages that wait for a person's decision.</summary>
    public required int Held { get; init; }

    /// <summary>Messages that are with the gateway right now.</summary>
    public required int InFlight { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows with each change; the first part of the ETag.</summary>
    public required long Version { get; init; }
}

/// <summary>A line's gateway without its secrets.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Settings">Settings that are no secrets, as texts; empty below the role support.</param>
/// <param name="Secrets">Names of the secrets that are set.</param>
/// <param name="Callbacks">What the gateway's callbacks prove themselves by.</param>
internal sealed record LineGateway(
    string Kind, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<string> Secrets, CallbackProof Callbacks);

/// <summary>What callbacks prove themselves by.</summary>
internal enum CallbackProof
{
    /// <summary>The gateway does not call back.</summary>
    None,

    /// <summary>By the key in their address alone: whoever knows the address can report and reply in the gateway's name.</summary>
    AddressOnly,

    /// <summary>By the vendor's signature or key too.</summary>
    Signature,
}
