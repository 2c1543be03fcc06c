using Newtonsoft.Json.Linq;
namespace OlConnector.Sandbox.Portals.Methods;

/// <summary>
/// Options that the portal keeps for the app or for a user of it: any value, null where there is none; CLEAN=1 wipes them
/// (bitrix24.md §1.4, §7.1).
/// </summary>
internal static class OptionMethods
{
    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["app.option.get"] = RestMethod.Basic(call => Get(call, "")),
        ["app.option.set"] = RestMethod.Basic(call => call.User.IsAdmin ? Set(call, "") : RestAnswer.AccessDenied),
        ["user.option.get"] = RestMethod.Basic(call => Get(call, $"{call.User.Id}")),
        ["user.option.set"] = RestMethod.Basic(call => Set(call, $"{call.User.Id}")),
    };

    private static RestAnswer Get(RestContext call, string owner)
    {
        if (call.App is null)
            return SenderMethods.ContextRequired;
        var options = call.Portal.OptionsOf(owner);
        lock (options)
            return RestAnswer.Ok(call.Text("option") is { Length: > 0 } name
                ? options[name]?.DeepClone() ?? JValue.CreateNull()
                : options.DeepClone());
    }

    private static RestAnswer Set(RestContext call, string owner)
    {
        if (call.App is null)
            return SenderMethods.ContextRequired;
        if (call["options"] is not JObject wanted || wanted.Count == 0)
            return RestAnswer.Failed(400, "ERROR_ARGUMENT", "Argument 'options' is null or empty");
        var options = call.Portal.OptionsOf(owner);
        lock (options)
            foreach (var (name, value) in wanted)
                options[name] = value?.DeepClone();
        return RestAnswer.Ok(true);
    }
}
