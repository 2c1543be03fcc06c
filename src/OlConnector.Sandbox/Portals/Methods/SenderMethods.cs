using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary><c>messageservice.sender.*</c>: checks in the order of bitrix24.md §4.1 and §4.2.</summary>
internal static partial class SenderMethods
{
    public const string Update = "messageservice.sender.update";
    private const string Scope = "messageservice";
    private const int LongestCode = 128;
    private const int LongestHandler = 1000;

    private static readonly string[] Changeable = ["HANDLER", "NAME", "DESCRIPTION"];

    public static RestAnswer ContextRequired { get; } = RestAnswer.Failed(
        403, "ACCESS_DENIED", "Access denied! Application context required");

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["messageservice.sender.add"] = RestMethod.Of(Scope, call => RefuseCaller(call) ?? RefuseNew(call) ?? Add(call)),
        [Update] = RestMethod.Of(Scope, call => RefuseCaller(call) ?? Change(call)),
        ["messageservice.sender.delete"] = RestMethod.Of(Scope, call => RefuseCaller(call) ?? RefuseCode(call) ?? Delete(call)),
        ["messageservice.sender.list"] = RestMethod.Of(Scope, call => RefuseCaller(call) ?? List(call)),
    };

    /// <summary>CODE is there and well spelt; also the first check of a status update.</summary>
    public static RestAnswer? RefuseCode(RestContext call) =>
        PhpValue.IsEmpty(call["CODE"]) ? Invalid("Empty sender code!")
        : CodeSpelling().IsMatch(call.Text("CODE")) ? null
        : Invalid("Wrong sender code!");

    private static RestAnswer? RefuseCaller(RestContext call) => call switch
    {
        { App: null } => ContextRequired,
        { User.IsAdmin: false } => RestAnswer.AccessDenied,
        _ => null,
    };

    private static RestAnswer? RefuseNew(RestContext call)
    {
        if (call.Parameters.Count == 0)
            return Invalid("Empty data!");
        return RefuseCode(call)
            ?? HandlerUrl.Refuse(call.Portal, call.Text("HANDLER"))
            ?? (PhpValue.IsEmpty(call["NAME"]) ? Invalid("Empty sender NAME!") : null)
            ?? (PhpValue.IsEmpty(call["TYPE"]) ? Invalid("Empty sender message TYPE!") : null)
            ?? (call.Text("TYPE") == "SMS" ? null : Invalid("Unknown sender message TYPE!"))
            ?? (call.App!.Senders.ContainsKey(call.Text("CODE"))
                ? Failed("ERROR_SENDER_ALREADY_INSTALLED", "Sender already installed!")
                : null);
    }

    private static RestAnswer Add(RestContext call)
    {
        // Whatever else came along is ignored: clients add ids of requests and their own version to every call.
        var sender = new Sender(call.Text("CODE"), call.Text("HANDLER"), call["NAME"]!, call["DESCRIPTION"], call.Portal.AppName);
        return IsTooLong(sender) || !call.App!.Senders.TryAdd(sender.Code, sender)
            ? Failed("ERROR_SENDER_ADD_FAILURE", "Sender save error!")
            : RestAnswer.Ok(true);
    }

    private static RestAnswer Change(RestContext call)
    {
        if (PhpValue.IsEmpty(call["CODE"]))
            return Failed("ERROR_SENDER_CODE_REQUIRED", "CODE is required!");
        if (Changeable.All(column => PhpValue.IsEmpty(call[column])))
            return Failed("ERROR_SENDER_OTHER_PARAMS_REQUIRED", "At least one other parameter is required!");
        if (!call.App!.Senders.TryGetValue(call.Text("CODE"), out var sender))
            return NotFound;
        if (!PhpValue.IsEmpty(call["HANDLER"]) && HandlerUrl.Refuse(call.Portal, call.Text("HANDLER")) is { } refusal)
            return refusal;
        var changed = sender with
        {
            Handler = PhpValue.IsEmpty(call["HANDLER"]) ? sender.Handler : call.Text("HANDLER"),
            Name = PhpValue.IsEmpty(call["NAME"]) ? sender.Name : call["NAME"]!,
            Description = PhpValue.IsEmpty(call["DESCRIPTION"]) ? sender.Description : call["DESCRIPTION"],
        };
        return IsTooLong(changed) || !call.App.Senders.TryUpdate(sender.Code, changed, sender)
            ? Failed("ERROR_SENDER_UPDATE_FAILURE", "Sender update error!")
            : RestAnswer.Ok(true);
    }

    private static RestAnswer Delete(RestContext call) =>
        call.App!.Senders.TryRemove(call.Text("CODE"), out _) ? RestAnswer.Ok(true) : NotFound;

    private static RestAnswer List(RestContext call) =>
        RestAnswer.Ok(new JArray(call.App!.Senders.Values.Select(sender => sender.Code).Order(StringComparer.Ordinal)));

    private static bool IsTooLong(Sender sender) => sender.Code.Length > LongestCode || sender.Handler.Length > LongestHandler;

    private static RestAnswer NotFound { get; } = Failed("ERROR_SENDER_NOT_FOUND", "Sender not found!");

    private static RestAnswer Invalid(string text) => Failed("ERROR_SENDER_VALIDATION_FAILURE", text);

    private static RestAnswer Failed(string error, string text) => RestAnswer.Failed(400, error, text);

    [GeneratedRegex(@"^[a-z0-9.\-_]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeSpelling();
}
