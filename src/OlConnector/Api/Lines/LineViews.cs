using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using OlConnector.Bitrix24;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Messages.Reasons;
using OlConnector.Engine.Portals;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Web.Access;

namespace OlConnector.Api.Lines;

/// <summary>Shows lines to people, and as the draft that a patch starts from.</summary>
internal sealed class LineViews(
    GatewayCatalog kinds, SecretBox secrets, IOptionsMonitor<PacingOptions> pacing, IOptionsMonitor<Bitrix24Options> bitrix24,
    TimeProvider clock)
{
    private const string HiddenKey = "…";

    /// <summary>The line as this caller may see it.</summary>
    internal LineResource Show(Line line, LineCounts counts, LimitFacts facts, Caller caller) => new()
    {
        Id = line.Id.ToString(),
        Code = line.Code,
        Name = line.Name,
        Number = line.Number,
        Gateway = ShowGateway(line, caller),
        State = line.State,
        FrozenReason = line.State == LineState.Frozen ? line.FrozenReason : null,
        FrozenText = FrozenTextOf(line),
        FrozenSaid = OwnWords.Find(FrozenTextOf(line))?[caller.ReadsIn],
        FrozenAt = line.State == LineState.Frozen ? line.FrozenAt : null,
        WhatToDo = line.State == LineState.Frozen
            ? ExplainedReason.Of(line.FrozenReason, ReasonKind.Wait)?.WhatToDo[caller.ReadsIn]
            : null,
        Connection = line.Connection,
        ConnectionText = line.ConnectionText,
        ConnectionSaid = OwnWords.Find(line.ConnectionText)?[caller.ReadsIn],
        ConnectedAt = line.ConnectedAt,
        ProviderName = SenderFace.TitleOf(line.Name, line.Number),
        Registered = line.IsRegistered,
        RegistrationError = line.RegistrationError,
        MarketingInterval = IntervalOf(line, Traffic.Marketing),
        DirectInterval = IntervalOf(line, Traffic.Direct),
        Jitter = line.Jitter,
        Window = Read<WindowJson>(line.Window),
        ResendUnknown = line.ResendUnknown ? ResendUnknown.Once : ResendUnknown.Never,
        TreatAsMarketing = line.TreatAsMarketing,
        Tariff = Read<List<PrefixPrice>>(line.Tariff),
        Currency = line.Currency,
        Limits = LimitsJson.Of(LimitsJson.Read(line.Limits)),
        LimitWarnings = facts.Of(line).WarningsAt(clock.GetUtcNow()),
        Guard = GuardJson.Read(line.Guard),
        Collect = line.Collect,
        HookUrl = Url($"hooks/{line.GatewayKind}", line.HookKey, caller),
        HandlerUrl = Url("b24/sms", line.HandlerKey, caller),
        WaitReason = WaitReasonOf(line, counts),
        NextDispatchAt = line.NextDueAt,
        LastDispatchAt = line.LastAnswerAt,
        Accepted = counts.Accepted,
        Queued = counts.Queued,
        Held = counts.Held,
        InFlight = counts.InFlight,
        CreatedAt = line.CreatedAt,
        Version = line.Version,
    };

    private static string? FrozenTextOf(Line line) =>
        line is { State: LineState.Frozen, FrozenReason: Reason.LineFrozen } ? line.FrozenText : null;

    /// <summary>The line as it was entered, secrets included: what a merge patch is applied to. Never leaves the process.</summary>
    internal LineDraft DraftOf(Line line) => new(
        line.Name, new GatewayDraft(line.GatewayKind, SettingsOf(line).ToDictionary(pair => pair.Key, pair => (object?)pair.Value)),
        line.Number, IntervalOf(line, Traffic.Marketing), IntervalOf(line, Traffic.Direct), line.Jitter, Read<WindowJson>(line.Window),
        line.ResendUnknown ? ResendUnknown.Once : ResendUnknown.Never, line.TreatAsMarketing, Read<List<PrefixPrice>>(line.Tariff),
        line.Currency, line.Limits is null ? null : LimitsJson.Of(LimitsJson.Read(line.Limits)),
        GuardJson.Read(line.Guard), line.Collect);

    /// <summary>The interval that really counts: a floor that was raised later wins over what was stored.</summary>
    internal TimeSpan IntervalOf(Line line, Traffic traffic) => LinePace.IntervalOf(line, traffic, TraitsOf(line), pacing.CurrentValue);

    /// <summary>What forecasts depend on.</summary>
    internal LinePace PaceOf(Line line, LimitFacts facts) =>
        LinePace.Of(line, line.Window is null ? null : WindowJson.Read(line.Window), TraitsOf(line), pacing.CurrentValue) with
        {
            Limits = facts.Of(line),
        };

    private GatewayTraits? TraitsOf(Line line) => kinds.TryGet(line.GatewayKind, out var kind) ? kind.Traits : null;

    private LineGateway ShowGateway(Line line, Caller caller)
    {
        var known = kinds.TryGet(line.GatewayKind, out var kind) ? kind.Settings : [];
        var secret = known.Where(setting => setting.IsSecret).Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);
        var settings = SettingsOf(line);
        var open = caller.Role >= Role.Support ? settings.Where(pair => !secret.Contains(pair.Key)) : [];
        var hidden = settings.Keys.Where(secret.Contains).Order(StringComparer.Ordinal);
        return new LineGateway(
            line.GatewayKind, open.ToDictionary(StringComparer.Ordinal), [.. hidden], ProofOf(kind?.Traits, new GatewaySettings(settings)));
    }

    private static CallbackProof ProofOf(GatewayTraits? traits, GatewaySettings settings)
    {
        if (traits is not { CallsBack: true }) return CallbackProof.None;
        return traits.CallbackSecret is { } name && settings.Find(name) is not null ? CallbackProof.Signature : CallbackProof.AddressOnly;
    }

    /// <summary>A line's settings, secrets included. Those that cannot be read any more have to be entered again.</summary>
    internal Dictionary<string, string> SettingsOf(Line line) => secrets.ReadSettings(line.GatewaySettings) ?? [];

    private string Url(string path, string key, Caller caller) =>
        bitrix24.CurrentValue.Address($"{path}/{(caller.SeesKeys ? secrets.Unprotect(key) ?? HiddenKey : HiddenKey)}");

    private static string? WaitReasonOf(Line line, LineCounts counts)
    {
        if (line.ClaimToken is not null) return Reason.InFlight;
        if (line.WaitReason is not null || line.NextDueAt is not null) return line.WaitReason;
        // Nothing is due although something is queued: its campaigns are paused.
        return counts.Queued > 0 ? Reason.CampaignPaused : counts.Accepted > 0 ? Reason.Composing : null;
    }

    private static T? Read<T>(string? json) where T : class => json is null ? null : JsonConvert.DeserializeObject<T>(json);
}
