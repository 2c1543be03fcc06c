using System.Globalization;
using OlConnector.Bitrix24;
using OlConnector.Bitrix24.Parts;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Secrets;

namespace OlConnector.Intake;

/// <summary>Reads a call of our robot (bitrix24.md §7.3) into the house's words. Nothing of the form goes further than this file.</summary>
/// <param name="EventToken">What the process is found by.</param>
/// <param name="Code">CODE of the chosen line; empty where none was chosen.</param>
internal sealed record RobotCallForm(PortalForm Form, string EventToken, string Code)
{
    private const int LongestToken = 1024;
    private const int LongestCode = 128;
    private const int LongestWait = 168;

    /// <summary>Before the portal gives up waiting by itself, it is told how things stand.</summary>
    private static readonly TimeSpan BeforeTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Stands in for Bitrix24's message id.</summary>
    internal string TokenHash { get; } = SecretKey.Hash(EventToken);

    /// <summary>False for a process that goes on by itself: nobody is to be told.</summary>
    internal bool Waits { get; } = Form["use_subscription"] is not { Length: > 0 } word || word is "Y" or "1" or "true";

    /// <summary>The call, or what the caller should know.</summary>
    internal static RobotCallForm? Read(PortalForm form, out string? problem)
    {
        var token = form["event_token"];
        problem = string.IsNullOrEmpty(token) ? "The body is no call of a robot: event_token is missing."
            : token.Length > LongestToken ? $"event_token is longer than {LongestToken} characters."
            : null;
        if (problem is not null) return null;
        var code = Property(form, RobotFace.Line) ?? "";
        return new RobotCallForm(form, token!, code.Length <= LongestCode ? code : "");
    }

    /// <summary>The message that it asks for: the same checks as every other wait for it.</summary>
    internal IncomingMessage Message(LineAddress line, DateTimeOffset now)
    {
        var isMarketing = line.TreatAsMarketing || Property(Form, RobotFace.Queue) == RobotFace.Mailing;
        var to = Property(Form, RobotFace.Phone)?.Trim() ?? "";
        return new IncomingMessage(
            line.PortalId, line.LineId, line.Code, RobotCalls.MessageIdOf(TokenHash),
            isMarketing ? MessageSource.Marketing : MessageSource.Direct, isMarketing ? Traffic.Marketing : Traffic.Direct,
            to.Length <= HandlerCall.MaxNumberLength ? to : to[..HandlerCall.MaxNumberLength],
            HandlerCall.Kept(Property(Form, RobotFace.Text) ?? ""),
            Form["auth[user_id]"] is { Length: > 0 and <= HandlerCall.MaxAuthorLength } author ? author : null,
            Form["document_id[2]"] is { Length: <= HandlerCall.MaxIdLength } document ? HandlerCall.Document(document) : null)
        {
            Robot = Waits ? new RobotWait(EventToken, EndsAt(now)) : null,
        };
    }

    private DateTimeOffset EndsAt(DateTimeOffset now)
    {
        var hours = Number(Property(Form, RobotFace.Wait)) is > 0 and var set ? Math.Min(set, LongestWait) : RobotFace.UsualWait;
        var ends = now.AddHours(hours);
        if (Number(Form["timeout_duration"]) is not (> 0 and var seconds)) return ends;
        var before = now.AddSeconds(seconds) - BeforeTimeout;
        var soonest = now + PortalWord.Settling;
        before = before > soonest ? before : soonest;
        return before < ends ? before : ends;
    }

    /// <summary>A value, the first where the portal gives several.</summary>
    private static string? Property(PortalForm form, string name) => form[$"properties[{name}]"] ?? form[$"properties[{name}][0]"];

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
