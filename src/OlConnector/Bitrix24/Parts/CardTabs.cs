using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Storage.Rows;

namespace OlConnector.Bitrix24.Parts;

/// <summary>
/// Keeps our tab on cards of leads, contacts, companies and deals (bitrix24.md §7.4). The tab opens the app's own page, which knows by the
/// place which card it is on. A portal that refuses one lacks it and nothing else.
/// </summary>
internal sealed class CardTabs(PortalClient client, PortalParts parts, IOptionsMonitor<Bitrix24Options> options)
{
    private const string Scope = "placement";

    private static readonly string[] Places =
        ["CRM_CONTACT_DETAIL_TAB", "CRM_LEAD_DETAIL_TAB", "CRM_COMPANY_DETAIL_TAB", "CRM_DEAL_DETAIL_TAB"];

    private static readonly Said Title = new("Сообщения OlConnector", "OlConnector messages");

    /// <summary>Binds what is missing.</summary>
    internal async Task SyncAsync(PortalId portal, CancellationToken ct)
    {
        if (await parts.EnsureAsync(portal, PartNames.CardTabs, ct) is null) return;
        if (!await parts.HasScopeAsync(portal, Scope, ct))
        {
            await parts.NoteAsync(portal, PartNames.CardTabs, PartState.ScopeMissing);
            return;
        }

        var handler = options.CurrentValue.Address("b24/app");
        var known = await client.CallAsync(portal, "placement.get", [], Priority.Background, ct);
        var worst = known is RestAnswer.Ok { Result: var list } ? await BindAsync(portal, Missing(list, handler), handler, ct) : known;
        await parts.NoteAsync(portal, PartNames.CardTabs, worst);
    }

    private static IEnumerable<string> Missing(JToken list, string handler)
    {
        var bound = (list as JArray ?? []).OfType<JObject>().Where(entry => JsonText.Of(entry["handler"]) == handler)
            .Select(entry => JsonText.Of(entry["placement"])).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Places.Where(place => !bound.Contains(place));
    }

    private async Task<RestAnswer> BindAsync(PortalId portal, IEnumerable<string> places, string handler, CancellationToken ct)
    {
        RestAnswer worst = new RestAnswer.Ok(true);
        foreach (var place in places)
        {
            var answer = await client.CallAsync(portal, "placement.bind", ToBind(place, handler), Priority.Background, ct);
            if (answer is RestAnswer.Ok || IsBoundAlready(answer)) continue;
            worst = answer;
            if (answer is not RestAnswer.Failed) break;
        }

        return worst;
    }

    private static JObject ToBind(string place, string handler) => new()
    {
        ["PLACEMENT"] = place,
        ["HANDLER"] = handler,
        ["TITLE"] = Title.En,
        ["LANG_ALL"] = new JObject
        {
            ["en"] = new JObject { ["TITLE"] = Title.En },
            ["ru"] = new JObject { ["TITLE"] = Title.Ru },
        },
    };

    private static bool IsBoundAlready(RestAnswer answer) =>
        answer is RestAnswer.Failed failed && failed.Text.Contains("already", StringComparison.OrdinalIgnoreCase);
}
