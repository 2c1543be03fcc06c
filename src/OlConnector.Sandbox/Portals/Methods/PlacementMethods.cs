using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary><c>placement.*</c> (bitrix24.md §7.4).</summary>
internal static class PlacementMethods
{
    private const string Scope = "placement";
    private const string Worker = "PAGE_BACKGROUND_WORKER";

    private static readonly string[] Codes =
    [
        "LEFT_MENU", "CRM_LEAD_DETAIL_TAB", "CRM_CONTACT_DETAIL_TAB",
        "CRM_COMPANY_DETAIL_TAB", "CRM_DEAL_DETAIL_TAB", "CRM_DYNAMIC_183_DETAIL_TAB",
        "CRM_LEAD_LIST_MENU", "CRM_CONTACT_LIST_MENU", "CRM_COMPANY_LIST_MENU",
        "CRM_DEAL_LIST_MENU", "CRM_CONTACT_LIST_TOOLBAR", "CRM_DEAL_LIST_TOOLBAR",
        "CRM_CONTACT_DETAIL_TOOLBAR", "CRM_DEAL_DETAIL_TOOLBAR", "CRM_CONTACT_DETAIL_ACTIVITY", "CRM_DEAL_DETAIL_ACTIVITY",
        "CRM_CONTACT_ACTIVITY_TIMELINE_MENU", "CRM_DEAL_ACTIVITY_TIMELINE_MENU",
        "CRM_DEAL_ROBOT_DESIGNER_TOOLBAR", "CONTACT_CENTER", "REST_APP_URI", Worker,
    ];

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["placement.bind"] = RestMethod.Of(Scope, call => Refuse(call) ?? Bind(call)),
        ["placement.unbind"] = RestMethod.Of(Scope, call => Refuse(call) ?? Unbind(call)),
        ["placement.get"] = RestMethod.Of(Scope, call => Refuse(call) ?? RestAnswer.Ok(new JArray(call.App!.Placements.Values))),
        ["placement.list"] = RestMethod.Of(Scope, _ => RestAnswer.Ok(new JArray(Codes))),
    };

    private static RestAnswer? Refuse(RestContext call) => call switch
    {
        { App: null } => RestAnswer.Failed(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method"),
        { User.IsAdmin: false } => RestAnswer.AccessDenied,
        _ => null,
    };

    private static RestAnswer Bind(RestContext call)
    {
        var (placement, handler) = Key(call);
        if (placement.Length == 0 || handler.Length == 0)
            return RestAnswer.Failed(400, "ERROR_ARGUMENT",
                $"Argument '{(placement.Length == 0 ? "PLACEMENT" : "HANDLER")}' is null or empty");
        if (!Codes.Contains(placement))
            return RestAnswer.Failed(400, "ERROR_PLACEMENT_NOT_FOUND", "Placement not found");
        if (HandlerUrl.Refuse(call.Portal, handler) is { } refusal)
            return refusal;
        if (placement == Worker && call.App!.Placements.Keys.Any(key => key.Placement == Worker))
            return RestAnswer.Failed(400, "ERROR_PLACEMENT_MAX_COUNT", "Placement max count exceeded");
        return call.App!.Placements.TryAdd((placement, handler), Row(call, placement, handler))
            ? RestAnswer.Ok(true)
            : RestAnswer.Failed(400, "ERROR_CORE", "Unable to set placement handler: Handler already binded");
    }

    private static RestAnswer Unbind(RestContext call)
    {
        var (placement, handler) = Key(call);
        var gone = call.App!.Placements.Keys.Where(
            key => key.Placement == placement && (handler.Length == 0 || key.Handler == handler)).ToList();
        gone.ForEach(key => call.App.Placements.TryRemove(key, out _));
        return RestAnswer.Ok(new JObject { ["count"] = gone.Count });
    }

    private static JObject Row(RestContext call, string placement, string handler) => new()
    {
        ["placement"] = placement,
        ["userId"] = 0,
        ["handler"] = handler,
        ["options"] = call["OPTIONS"] ?? new JArray(),
        ["title"] = call.Text("TITLE"),
        ["description"] = call.Text("DESCRIPTION"),
        ["langAll"] = call["LANG_ALL"] ?? new JArray(),
    };

    private static (string Placement, string Handler) Key(RestContext call) =>
        (call.Text("PLACEMENT").ToUpperInvariant(), PhpValue.Text(call["HANDLER"]));
}
