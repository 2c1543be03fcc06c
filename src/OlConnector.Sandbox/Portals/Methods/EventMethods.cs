using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary><c>event.*</c> (bitrix24.md §1.7).</summary>
internal static class EventMethods
{
    public static readonly string[] Names =
    [
        "ONAPPINSTALL", "ONAPPUNINSTALL", "ONAPPUPDATE", "ONAPPPAYMENT", "ONAPPTEST", "ONAPPMETHODCONFIRM", "ONSUBSCRIPTIONRENEW",
        "ONCRMCONTACTUPDATE", "ONCRMLEADUPDATE", "ONCRMCOMPANYUPDATE", "ONUSERADD",
    ];

    /// <summary>Kind of a binding whose events are fetched instead of posted; stands where others have a handler.</summary>
    public const string Offline = "offline";

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["event.bind"] = RestMethod.Basic(Bind),
        ["event.unbind"] = RestMethod.Basic(Unbind),
        ["event.get"] = RestMethod.Basic(Get),
        ["event.test"] = RestMethod.Basic(Test),
        ["events"] = RestMethod.Basic(_ => RestAnswer.Ok(new JArray(Names))),
    };

    private static RestAnswer Bind(RestContext call)
    {
        if (call.App is null)
            return SenderMethods.ContextRequired;
        var (name, handler, authType) = Key(call);
        if (name.Length == 0)
            return RestAnswer.Failed(400, "ERROR_ARGUMENT", "Argument 'EVENT' is null or empty");
        if (!IsOffline(call) && handler.Length == 0)
            return RestAnswer.Failed(400, "ERROR_ARGUMENT", "Argument 'HANDLER' is null or empty");
        if (!Names.Contains(name))
            return RestAnswer.Failed(400, "ERROR_EVENT_NOT_FOUND", "Event not found!");
        if (IsOffline(call) && !call.User.IsAdmin)
            return RestAnswer.AccessDenied;
        if (!IsOffline(call) && HandlerUrl.Refuse(call.Portal, handler) is { } refusal)
            return refusal;
        return call.App.EventHandlers.TryAdd((name, handler, authType), call.Portal.NextHandlerId())
            ? RestAnswer.Ok(true)
            : RestAnswer.Failed(400, "ERROR_CORE", "Unable to set event handler: Handler already binded");
    }

    private static RestAnswer Unbind(RestContext call)
    {
        if (call.App is null)
            return SenderMethods.ContextRequired;
        var (name, handler, authType) = Key(call);
        var gone = call.App.EventHandlers.Keys
            .Where(key => key.Event == name && key.Handler == handler
                && (call.User.IsAdmin && PhpValue.IsEmpty(call["auth_type"]) || key.AuthType == authType)).ToList();
        gone.ForEach(key => call.App.EventHandlers.TryRemove(key, out _));
        return RestAnswer.Ok(new JObject { ["count"] = gone.Count });
    }

    private static RestAnswer Get(RestContext call) => call.App is null ? SenderMethods.ContextRequired : RestAnswer.Ok(new JArray(
        call.App.EventHandlers.Where(bound => call.User.IsAdmin || bound.Key.AuthType == call.User.Id)
            .OrderBy(bound => bound.Value).Select(bound => new JObject
            {
                ["event"] = bound.Key.Event,
                ["handler"] = bound.Key.Handler == Offline ? "" : bound.Key.Handler,
                ["auth_type"] = bound.Key.AuthType.ToString(CultureInfo.InvariantCulture),
                ["offline"] = bound.Key.Handler == Offline ? 1 : 0,
            })));

    private static RestAnswer Test(RestContext call)
    {
        if (call.App is null)
            return SenderMethods.ContextRequired;
        call.Portal.Events.PostInBackground(
            "ONAPPTEST", new JObject { ["QUERY"] = call.Parameters.DeepClone() }, call.User, withRefresh: true);
        return RestAnswer.Ok(1);
    }

    private static bool IsOffline(RestContext call) => call.Text("event_type").Equals(Offline, StringComparison.OrdinalIgnoreCase);

    // Who is no administrator binds for himself only.
    private static (string Event, string Handler, int AuthType) Key(RestContext call) =>
        (call.Text("event").ToUpperInvariant(), IsOffline(call) ? Offline : call.Text("handler"),
            call.User.IsAdmin ? PhpValue.Int(call["auth_type"]) : call.User.Id);
}
