using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Queue;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>A line as it is made, and as a merge patch changes it. Null takes the default.</summary>
/// <param name="Name">What people call it, 1–100 characters.</param>
/// <param name="Gateway">What really sends. The kind never changes.</param>
/// <param name="Number">The number or sender name that recipients see, at most 64 characters.</param>
/// <param name="MarketingInterval">Pause before a marketing message, from the kind's floor to 10 minutes. Default: Pacing:MarketingInterval.</param>
/// <param name="DirectInterval">Pause before a direct message, from the kind's floor to 10 minutes. Default: Pacing:DirectInterval.</param>
/// <param name="Jitter">Random time on top of the marketing interval, whole percent of it, 0–100. Default: 0.</param>
/// <param name="Window">Days and hours of marketing. Default: any time.</param>
/// <param name="ResendUnknown">Whether a message of unknown fate is sent once more. Default: never.</param>
/// <param name="TreatAsMarketing">Every message of the line counts as marketing. Default: false.</param>
/// <param name="Tariff">Prices of a part by number prefix: of these, the longest that fits a number counts. 1–1000 rows. Default: costs are not shown.</param>
/// <param name="Currency">Of the prices, three capital letters (ISO 4217). Default: not said.</param>
internal sealed record LineDraft(
    string? Name = null, GatewayDraft? Gateway = null, string? Number = null, TimeSpan? MarketingInterval = null, TimeSpan? DirectInterval = null,
    int? Jitter = null, WindowJson? Window = null, ResendUnknown? ResendUnknown = null, bool? TreatAsMarketing = null, IReadOnlyList<PrefixPrice>? Tariff = null, string? Currency = null);

/// <summary>A gateway as it is set up.</summary>
/// <param name="Kind">One of the kinds that <c>gateways</c> lists.</param>
/// <param name="Settings">By the JSON schema of the kind. Secrets are taken and never shown again.</param>
internal sealed record GatewayDraft(string? Kind = null, IReadOnlyDictionary<string, object?>? Settings = null);

/// <summary>What becomes of a message of which nobody can say whether it left.</summary>
internal enum ResendUnknown
{
    /// <summary>It waits for a look-up or a person.</summary>
    Never,

    /// <summary>It is sent once more, at the risk that it arrives twice.</summary>
    Once,
}

/// <summary>The price of one part, or of one WhatsApp message, to numbers that begin so.</summary>
/// <param name="Prefix">Digits of the number's beginning, at most 15; empty for every number.</param>
/// <param name="Price">0 to 1 000 000.</param>
internal sealed record PrefixPrice(string? Prefix = null, decimal? Price = null);

/// <summary>A line.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">The provider's CODE in the portal; never changes.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Number">The number or sender name that recipients see.</param>
/// <param name="Gateway">What really sends.</param>
/// <param name="State">Whether its queue moves.</param>
/// <param name="FrozenReason">While frozen: LINE_FROZEN, PORTAL_UNPAID or PORTAL_GONE.</param>
/// <param name="Connection">What the gateway says about itself.</param>
/// <param name="ConnectionText">The same in the gateway's words.</param>
/// <param name="ConnectedAt">When it was first connected; a demo counts from here.</param>
/// <param name="Registered">Whether the portal offers it as an SMS provider.</param>
/// <param name="RegistrationError">Why it does not, in the portal's words.</param>
/// <param name="MarketingInterval">Pause before a marketing message.</param>
/// <param name="DirectInterval">Pause before a direct message.</param>
/// <param name="Jitter">Random time on top of the marketing interval, whole percent of it.</param>
/// <param name="Window">Days and hours of marketing; null for any time.</param>
/// <param name="ResendUnknown">Whether a message of unknown fate is sent once more.</param>
/// <param name="TreatAsMarketing">Every message of the line counts as marketing.</param>
/// <param name="Tariff">Prices by number prefix; null when costs are not shown.</param>
/// <param name="Currency">Of the prices; null when it was not said.</param>
/// <param name="HookUrl">Where the gateway calls back. The key in it is shown to administrators only.</param>
/// <param name="HandlerUrl">Where Bitrix24 hands messages over. The key in it is shown to administrators only.</param>
/// <param name="WaitReason">Why the next message waits (a wait reason); null when nothing waits.</param>
/// <param name="NextDispatchAt">When the next message may leave; null when none can without a person or an arrival.</param>
/// <param name="Accepted">Messages that are being composed.</param>
/// <param name="Queued">Messages in the queue.</param>
/// <param name="Held">Messages that wait for a person's decision.</param>
/// <param name="InFlight">Messages that are with the gateway right now.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Version">Grows with each change; the first part of the ETag.</param>
internal sealed record LineResource(
    string Id, string Code, string Name, string? Number, LineGateway Gateway, LineState State, string? FrozenReason, LineConnection Connection,
    string? ConnectionText, DateTimeOffset? ConnectedAt, bool Registered, string? RegistrationError, TimeSpan MarketingInterval, TimeSpan DirectInterval,
    int Jitter, WindowJson? Window, ResendUnknown ResendUnknown, bool TreatAsMarketing, IReadOnlyList<PrefixPrice>? Tariff, string? Currency, string HookUrl, string HandlerUrl,
    string? WaitReason, DateTimeOffset? NextDispatchAt, int Accepted, int Queued, int Held, int InFlight, DateTimeOffset CreatedAt, long Version) : IVersioned;

/// <summary>A line's gateway without its secrets.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Settings">Settings that are no secrets, as texts; empty below the role support.</param>
/// <param name="Secrets">Names of the secrets that are set.</param>
internal sealed record LineGateway(string Kind, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<string> Secrets);

/// <summary>What a clearing did.</summary>
/// <param name="Cleared">Messages taken out of the queue.</param>
/// <param name="InFlight">Messages that were with the gateway already and finish there.</param>
internal sealed record ClearedAnswer(int Cleared, int InFlight);

/// <summary>Settings to try without saving them; absent ones are the line's own.</summary>
/// <param name="Messages">How many messages to send, 1–1 000 000; absent for what waits on the line.</param>
/// <param name="MarketingInterval">Pause before a marketing message.</param>
/// <param name="Jitter">Whole percent, 0–100.</param>
/// <param name="Window">Days and hours of marketing.</param>
internal sealed record ForecastDraft(int? Messages = null, TimeSpan? MarketingInterval = null, int? Jitter = null, WindowJson? Window = null);

/// <summary>When messages would leave if nothing else came in between.</summary>
/// <param name="Messages">How many.</param>
/// <param name="FirstAt">When the first leaves; null when none can, see <paramref name="WaitReason"/>.</param>
/// <param name="LastAt">When the last leaves.</param>
/// <param name="Duration">From the first to the last.</param>
/// <param name="WaitReason">Why none can leave.</param>
internal sealed record ForecastAnswer(int Messages, DateTimeOffset? FirstAt, DateTimeOffset? LastAt, TimeSpan? Duration, string? WaitReason);

/// <summary>A message to try the line with.</summary>
/// <param name="To">The number.</param>
/// <param name="Text">The text; spintax works.</param>
internal sealed record TestDraft(string? To = null, string? Text = null);
