using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary><c>bizproc.robot.*</c> and <c>bizproc.event.send</c>: checks in the module's order (bitrix24.md §7.3).</summary>
internal static partial class RobotMethods
{
    private const string Scope = "bizproc";

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["bizproc.robot.add"] = RestMethod.Of(Scope, call => RefuseCaller(call) ?? RefuseNew(call) ?? Add(call)),
        ["bizproc.robot.update"] = RestMethod.Of(Scope, call => RefuseCaller(call) ?? RefuseCode(call) ?? Change(call)),
        ["bizproc.robot.delete"] = RestMethod.Of(Scope, call => RefuseCaller(call) ?? RefuseCode(call) ?? Delete(call)),
        ["bizproc.robot.list"] = RestMethod.Of(Scope, call => RefuseCaller(call) ?? List(call)),
        ["bizproc.event.send"] = RestMethod.Of(Scope, SendEvent),
    };

    private static RestAnswer? RefuseCaller(RestContext call) => call switch
    {
        { App: null } => SenderMethods.ContextRequired,
        { User.IsAdmin: false } => RestAnswer.AccessDenied,
        _ => null,
    };

    private static RestAnswer? RefuseCode(RestContext call) =>
        PhpValue.IsEmpty(call["CODE"]) ? Invalid("Empty activity code!")
        : CodeSpelling().IsMatch(call.Text("CODE")) ? null
        : Invalid("Wrong activity code!");

    private static RestAnswer? RefuseNew(RestContext call) => RefuseCode(call)
        ?? HandlerUrl.Refuse(call.Portal, call.Text("HANDLER"))
        ?? (PhpValue.IsEmpty(call["NAME"]) ? Invalid("Empty activity NAME!") : null)
        ?? RefuseProperties(call["PROPERTIES"]) ?? RefuseProperties(call["RETURN_PROPERTIES"])
        ?? (call.App!.Robots.ContainsKey(call.Text("CODE"))
            ? Failed("ERROR_ACTIVITY_ALREADY_INSTALLED", "Activity or Robot already installed!")
            : null);

    private static RestAnswer? RefuseProperties(JToken? properties)
    {
        if (PhpValue.IsEmpty(properties))
            return null;
        if (properties is not JObject map)
            return Invalid("Wrong properties array!");
        var badKey = map.Properties().FirstOrDefault(property => !PropertySpelling().IsMatch(property.Name));
        if (badKey is not null)
            return Invalid($"Wrong property key ({badKey.Name})!");
        var nameless = map.Properties().FirstOrDefault(property => PhpValue.IsEmpty(PhpValue.Get(property.Value, "NAME")));
        return nameless is null ? null : Invalid($"Empty property NAME ({nameless.Name})!");
    }

    private static RestAnswer Add(RestContext call)
    {
        var fields = (JObject)call.Parameters.DeepClone();
        fields.Remove("CODE");
        return call.App!.Robots.TryAdd(call.Text("CODE"), new Robot(call.Text("CODE"), fields))
            ? RestAnswer.Ok(true)
            : Failed("ERROR_ACTIVITY_ADD_FAILURE", "Activity save error!");
    }

    private static RestAnswer Change(RestContext call)
    {
        if (!call.App!.Robots.TryGetValue(call.Text("CODE"), out var robot))
            return NotFound;
        if (call["FIELDS"] is not JObject { Count: > 0 } fields)
            return Invalid("No fields to update");
        if ((PhpValue.Get(fields, "HANDLER") is { } handler ? HandlerUrl.Refuse(call.Portal, PhpValue.Text(handler)) : null)
            is { } refusal)
            return refusal;
        if ((RefuseProperties(PhpValue.Get(fields, "PROPERTIES")) ?? RefuseProperties(PhpValue.Get(fields, "RETURN_PROPERTIES")))
            is { } wrong)
            return wrong;
        var changed = (JObject)robot.Fields.DeepClone();
        foreach (var (name, value) in fields)
            changed[name.ToUpperInvariant()] = value?.DeepClone();
        call.App.Robots[robot.Code] = robot with { Fields = changed };
        return RestAnswer.Ok(true);
    }

    private static RestAnswer Delete(RestContext call) =>
        call.App!.Robots.TryRemove(call.Text("CODE"), out _) ? RestAnswer.Ok(true) : NotFound;

    private static RestAnswer List(RestContext call) =>
        RestAnswer.Ok(new JArray(call.App!.Robots.Keys.Order(StringComparer.Ordinal)));

    private static RestAnswer SendEvent(RestContext call) =>
        call.Portal.Processes.GoOn(call.Text("EVENT_TOKEN"), call["RETURN_VALUES"] as JObject ?? [], call.Text("LOG_MESSAGE")) switch
        {
            EventAnswer.Forged => RestAnswer.AccessDenied,
            EventAnswer.NoProcess => RestAnswer.Failed(400, "404", "Бизнес-процесс не найден."),
            _ => RestAnswer.Ok(true),
        };

    private static RestAnswer NotFound { get; } = Failed("ERROR_ACTIVITY_NOT_FOUND", "Activity or Robot not found!");

    private static RestAnswer Invalid(string text) => Failed("ERROR_ACTIVITY_VALIDATION_FAILURE", text);

    private static RestAnswer Failed(string error, string text) => RestAnswer.Failed(400, error, text);

    [GeneratedRegex(@"^[a-z0-9.\-_]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeSpelling();

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PropertySpelling();
}
