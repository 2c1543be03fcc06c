using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary>What the app writes into the portal: notifications and time-line comments (bitrix24.md §7.2).</summary>
internal static class NotifyMethods
{
    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["im.notify.system.add"] = RestMethod.Of("im", Notify),
        ["im.notify"] = RestMethod.Of("im", Notify),
        ["crm.timeline.comment.add"] = RestMethod.Of("crm", Comment),
    };

    private static RestAnswer Notify(RestContext call)
    {
        if (call.Portal.UserById(PhpValue.Int(call["USER_ID"])) is not { } user)
            return RestAnswer.Failed(400, "USER_ID_EMPTY", "User ID can't be empty");
        if (call.Text("MESSAGE").Length == 0)
            return RestAnswer.Failed(400, "MESSAGE_EMPTY", "Message can't be empty");
        return RestAnswer.Ok(call.Portal.Notify(user.Id, call.Text("MESSAGE"), call.Text("TAG")));
    }

    // Only lower-case "fields" is read here (bitrix24.md §3.1).
    private static RestAnswer Comment(RestContext call)
    {
        var fields = call.Parameters["fields"];
        if (PhpValue.IsEmpty(PhpValue.Get(fields, "ENTITY_ID")) || PhpValue.IsEmpty(PhpValue.Get(fields, "ENTITY_TYPE")))
            return RestAnswer.Failed(400, "", "Empty entity");
        var card = $"{PhpValue.Text(PhpValue.Get(fields, "ENTITY_TYPE"))} {PhpValue.Text(PhpValue.Get(fields, "ENTITY_ID"))}";
        return RestAnswer.Ok(call.Portal.Comment(card, PhpValue.Text(PhpValue.Get(fields, "COMMENT")))
            .ToString(CultureInfo.InvariantCulture));
    }
}
