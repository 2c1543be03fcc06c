using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Intake;

/// <summary>Makes a robot's call a message, or says into the process at once why there is none.</summary>
internal sealed class RobotIntake(LineDirectory lines, Acceptance acceptance, Writer writer, Wakeups wakeups, TimeProvider clock)
{
    internal async Task<Acceptance.Result> TakeAsync(PortalId portal, RobotCallForm call) =>
        await lines.FindAsync(portal, call.Code) is { } line
            ? await acceptance.AcceptAsync(call.Message(line, clock.GetUtcNow()))
            : await RefuseAsync(portal, call);

    /// <summary>The process names a line that is not there: it must not wait for ever for a message that nobody sends.</summary>
    private async Task<Acceptance.Result> RefuseAsync(PortalId portal, RobotCallForm call)
    {
        if (!call.Waits) return new Acceptance.Result.New();
        var now = clock.GetUtcNow();
        try
        {
            var isNew = await writer.RunAsync(
                turn => RobotCalls.Refuse(turn, portal, call.TokenHash, call.EventToken, Reason.LineOff, now));
            wakeups.Telling.Pulse();
            return isNew ? new Acceptance.Result.New() : new Acceptance.Result.Repeated();
        }
        catch (DatabaseAwayException)
        {
            return new Acceptance.Result.Overloaded();
        }
    }
}
