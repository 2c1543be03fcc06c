using OlConnector.Queue;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>A line as it is made, and as a merge patch changes it. Null takes the default.</summary>
/// <param name="Name">What people call it, 1–100 characters.</param>
/// <param name="Gateway">What really sends. The kind never changes.</param>
/// <param name="Number">The number or sender name that recipients see, at most 64 characters.</param>
/// <param name="MarketingInterval">
/// Pause before a marketing message, from the kind's floor to 10 minutes. Default: Pacing:MarketingInterval.
/// </param>
/// <param name="DirectInterval">Pause before a direct message, from the kind's floor to 10 minutes. Default: Pacing:DirectInterval.</param>
/// <param name="Jitter">Random time on top of the marketing interval, whole percent of it, 0–100. Default: 0.</param>
/// <param name="Window">Days and hours of marketing. Default: any time.</param>
/// <param name="ResendUnknown">Whether a message of unknown fate is sent once more. Default: never.</param>
/// <param name="TreatAsMarketing">Every message of the line counts as marketing. Default: false.</param>
/// <param name="Tariff">
/// Prices of a part by number prefix: of these, the longest that fits a number counts. 1–1000 rows. Default: costs are not shown.
/// </param>
/// <param name="Currency">Of the prices, three capital letters (ISO 4217). Default: not said.</param>
/// <param name="Limits">Hours, days, rest and first contacts of marketing. Default: the default of each.</param>
/// <param name="Guard">
/// How large its mailings may be, where they do not say it themselves. Default: the portal's guard, then the app's.
/// </param>
/// <param name="Collect">Whether its mailings are collected before anything of them leaves. Default: as the portal says.</param>
internal sealed record LineDraft(
    [property: Needed] string? Name = null, [property: Needed] GatewayDraft? Gateway = null,
    string? Number = null, TimeSpan? MarketingInterval = null,
    TimeSpan? DirectInterval = null, int? Jitter = null, WindowJson? Window = null, ResendUnknown? ResendUnknown = null,
    bool? TreatAsMarketing = null, IReadOnlyList<PrefixPrice>? Tariff = null, string? Currency = null,
    LimitsJson? Limits = null, GuardJson? Guard = null, bool? Collect = null);

/// <summary>A gateway as it is set up.</summary>
/// <param name="Kind">One of the kinds that <c>gateways</c> lists.</param>
/// <param name="Settings">By the JSON schema of the kind. Secrets are taken and never shown again.</param>
internal sealed record GatewayDraft([property: Needed] string? Kind = null, IReadOnlyDictionary<string, object?>? Settings = null);

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
internal sealed record PrefixPrice([property: Needed] string? Prefix = null, [property: Needed] decimal? Price = null);

/// <summary>One of the two keys that stand in a line's addresses.</summary>
internal enum LineKey
{
    /// <summary>That of the address at which Bitrix24 hands messages over.</summary>
    Handler,

    /// <summary>That of the address at which the gateway calls back.</summary>
    Hook,
}

/// <summary>Which key is to be a new one.</summary>
/// <param name="Which">Default: handler.</param>
/// <param name="Grace">
/// How long the key before still works, from nothing, for one that has leaked, to Bitrix24:HandlerKeyGrace. Default: that time.
/// </param>
internal sealed record RotationDraft(LineKey? Which = null, TimeSpan? Grace = null);

/// <summary>What a clearing did.</summary>
/// <param name="Cleared">Messages taken out of the queue.</param>
/// <param name="InFlight">Messages that were with the gateway already and finish there.</param>
internal sealed record ClearedAnswer(int Cleared, int InFlight);

/// <summary>What a resumption of all lines did.</summary>
/// <param name="Resumed">Ids of the lines that go on, each at its pace.</param>
/// <param name="StillFrozen">
/// Ids of the lines that cannot: their gateway says that it cannot send, their portal has not paid, or the app is not installed there.
/// </param>
internal sealed record ResumedAnswer(IReadOnlyList<string> Resumed, IReadOnlyList<string> StillFrozen);

/// <summary>A message to try the line with.</summary>
/// <param name="To">The number.</param>
/// <param name="Text">The text; spintax works.</param>
internal sealed record TestDraft([property: Needed] string? To = null, [property: Needed] string? Text = null);
