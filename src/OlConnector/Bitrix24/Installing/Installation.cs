using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Parts;
using OlConnector.Bitrix24.Rest;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Registers on a portal all that the app needs there. Every step may be repeated; an update of the app makes it necessary (bitrix24.md §0,
/// §1.3).
/// </summary>
internal sealed class Installation(
    PortalClient portal, SenderRegistry senders, RobotRegistry robots, CardTabs tabs,
    IOptionsMonitor<Bitrix24Options> options, ILogger<Installation> log)
{
    /// <summary>
    /// All that tell of the installation itself. ONAPPINSTALL is sent when the installation is finished, and only to whoever bound it
    /// before: a card has no address for it where the app has pages (bitrix24.md §1.3).
    /// </summary>
    private static readonly string[] Events =
        ["ONAPPINSTALL", "ONAPPUPDATE", "ONAPPUNINSTALL", "ONAPPPAYMENT", "ONSUBSCRIPTIONRENEW"];

    /// <summary>Binds events, registers lines, the robot and the tabs.</summary>
    /// <param name="portalId">The portal.</param>
    /// <param name="refreshAll">Names and HANDLERs of registered lines are sent again.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The first answer that was not good; <see cref="RestAnswer.Ok"/> when all is well.</returns>
    public async Task<RestAnswer> CompleteAsync(PortalId portalId, bool refreshAll, CancellationToken ct)
    {
        var bound = await BindAsync(portalId, ct);
        if (bound is not RestAnswer.Ok)
            log.InstallationIncomplete(portalId, bound is RestAnswer.Failed failed ? failed.Code : bound.GetType().Name);
        if (bound is RestAnswer.Gone or RestAnswer.Unpaid or RestAnswer.NeedsReauthorization) return bound;
        var registered = await senders.SyncAsync(portalId, refreshAll, ct);
        // A portal that lacks robots or tabs is installed all the same: what became of them is noted and shown.
        if (registered is RestAnswer.Ok or RestAnswer.Failed)
        {
            await robots.SyncAsync(portalId, refreshAll, ct);
            await tabs.SyncAsync(portalId, ct);
        }

        return bound is RestAnswer.Ok ? registered : bound;
    }

    private async Task<RestAnswer> BindAsync(PortalId portalId, CancellationToken ct)
    {
        var handler = options.CurrentValue.Address("b24/events");
        var known = await portal.CallAsync(portalId, "event.get", [], ct);
        if (known is not RestAnswer.Ok { Result: var result }) return known;
        var bound = (result as JArray ?? []).OfType<JObject>().Where(entry => (string?)entry["handler"] == handler)
            .Select(entry => ((string?)entry["event"])?.ToUpperInvariant()).ToHashSet();

        RestAnswer worst = new RestAnswer.Ok(true);
        foreach (var missing in Events.Where(name => !bound.Contains(name)))
        {
            var answer = await portal.CallAsync(portalId, "event.bind", new JObject { ["event"] = missing, ["handler"] = handler }, ct);
            if (answer is RestAnswer.Ok || IsBoundAlready(answer) || IsUnknownThere(answer)) continue;
            worst = answer;
            if (answer is not RestAnswer.Failed) break;
        }

        return worst;
    }

    private static bool IsBoundAlready(RestAnswer answer) =>
        answer is RestAnswer.Failed failed
            && (failed.Is("ERROR_HANDLER_ALREADY_EXIST")
                || (failed.Is("ERROR_CORE") && failed.Text.Contains("already", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Older boxes do not have every event.</summary>
    private static bool IsUnknownThere(RestAnswer answer) => answer is RestAnswer.Failed failed && failed.Is("ERROR_EVENT_NOT_FOUND");
}
