using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary>
/// <c>messageservice.message.status.update</c>: context, CODE, MESSAGE_ID, STATUS, row, rights, in this order (bitrix24.md §4.3).
/// </summary>
internal static class StatusMethods
{
    private static readonly string[] Words = ["queued", "sent", "delivered", "undelivered", "failed"];

    private static readonly RestAnswer NotFound = RestAnswer.Failed(400, "ERROR_MESSAGE_NOT_FOUND", "Message not found!");
    private static readonly RestAnswer WrongStatus = RestAnswer.Failed(400, "ERROR_MESSAGE_STATUS_INCORRECT", "Message status incorrect!");

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["messageservice.message.status.update"] = RestMethod.Of("messageservice", Update),
    };

    private static RestAnswer Update(RestContext call)
    {
        if (call.App is null)
            return SenderMethods.ContextRequired;
        if (SenderMethods.RefuseCode(call) is { } refusal)
            return refusal;
        if (PhpValue.IsEmpty(call["MESSAGE_ID"]))
            return NotFound;
        if (!Words.Contains(call.Text("STATUS")))
            return WrongStatus;
        if (call.Portal.Messages.Find(call.Text("MESSAGE_ID")) is not { } row || call.Portal.Behaviour.IsOldModule
            && row.Code != call.Text("CODE"))
            return NotFound;
        if (row.AuthorId != call.User.Id && !call.User.IsAdmin)
            return RestAnswer.AccessDenied;
        call.Portal.Messages.Set(row, call.Text("STATUS"), byApp: true);
        return RestAnswer.Ok(true);
    }
}
