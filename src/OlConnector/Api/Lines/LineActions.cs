using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Senders;
using OlConnector.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Sending;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>What people do to lines. Every action works once however often it is called.</summary>
internal sealed class LineActions(
    LineBook book, LineReading reading, LineControl control, LineGateways gateways, ConnectionChecks connections, SenderRegistry senders,
    PortalCare care, HookKeys hookKeys, AdmissionAlarms alarms, IOptionsMonitor<Bitrix24Options> bitrix24)
{
    /// <summary>Gateways that are asked at once before all frozen lines go on. 16.</summary>
    private const int AskedAtOnce = 16;

    /// <summary>Nothing leaves any more; what is in flight finishes.</summary>
    internal Task<ActionResult<LineResource>> PauseAsync(Caller caller, string id, CancellationToken ct) =>
        OnLineAsync(caller, id, line => control.PauseAsync(line.PortalId, line.Id, caller.Actor), ct);

    /// <summary>
    /// Goes on from the first unsent message. A line that its gateway froze stays so while the gateway says that it cannot send: it would
    /// freeze again at the next message.
    /// </summary>
    internal Task<ActionResult<LineResource>> ResumeAsync(Caller caller, string id, CancellationToken ct) =>
        reading.WithLineAsync<LineResource>(caller, id, async line =>
        {
            if (await ObstacleAsync(line, ct) is { } obstacle) return LineRefusals.CannotSend(obstacle);
            await LetGoOnAsync(line, caller);
            return await reading.GetAsync(caller, id, ct);
        }, ct);

    /// <summary>Asks the gateway how the line is, and notes the answer. One of a moment ago will do.</summary>
    internal Task<ActionResult<LineResource>> CheckAsync(Caller caller, string id, CancellationToken ct) =>
        OnLineAsync(caller, id, line => connections.CheckNowAsync(line.PortalId, line.Id, ct), ct);

    /// <summary>Gives the HANDLER or the hook a new key; the old one works for its grace.</summary>
    internal async Task<ActionResult<LineResource>> RotateKeyAsync(Caller caller, string id, RotationDraft? draft, CancellationToken ct)
    {
        var longest = bitrix24.CurrentValue.HandlerKeyGrace;
        if (draft?.Grace is { } grace && (grace < TimeSpan.Zero || grace > longest)) return LineRefusals.GraceTooLong(longest);
        return await reading.WithLineAsync<LineResource>(caller, id, async line =>
        {
            var rotated = draft?.Which == LineKey.Hook
                ? await RotateHookAsync(line, caller, draft.Grace ?? longest, ct)
                : await senders.RotateHandlerKeyAsync(line.PortalId, line.Id, caller.Actor, ct, draft?.Grace);
            return rotated ? await reading.GetAsync(caller, id, ct) : LineRefusals.GraceRuns();
        }, ct);
    }

    /// <summary>All frozen lines that exist for the caller go on; those that a person paused stay paused.</summary>
    internal async Task<ActionResult<ResumedAnswer>> ResumeAllAsync(Caller caller, CancellationToken ct)
    {
        var (resumed, still) = (new List<string>(), new List<string>());
        foreach (var some in (await reading.FrozenAsync(caller, ct)).Chunk(AskedAtOnce))
        {
            var obstacles = await Task.WhenAll(some.Select(line => ObstacleAsync(line, ct)));
            foreach (var (line, obstacle) in some.Zip(obstacles))
            {
                var goesOn = obstacle is null && await LetGoOnAsync(line, caller);
                (goesOn ? resumed : still).Add(line.Id.ToString());
            }
        }

        return new ResumedAnswer(resumed, still);
    }

    /// <summary>Takes everything unsent out of the queue.</summary>
    internal Task<ActionResult<ClearedAnswer>> ClearAsync(Caller caller, string id, CancellationToken ct) =>
        reading.WithLineAsync<ClearedAnswer>(caller, id, async line =>
        {
            var clearing = await control.ClearAsync(line.PortalId, line.Id, caller.Actor);
            return new ClearedAnswer(clearing.Cleared, clearing.InFlight);
        }, ct);

    /// <summary>Deletes a line: its history stays, its CODE never comes back, what is unsent ends with LINE_OFF.</summary>
    internal async Task<ActionResult> DeleteAsync(Caller caller, string id, Precondition ifMatch, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } line) return Refuse.NotFound();
        if (!ifMatch.Allows(line.Version)) return Refuse.PreconditionFailed();
        await book.SwitchOffAsync(line, caller.Actor, ct);
        await gateways.CloseAsync(line.Id);
        await senders.UnregisterAsync(line.PortalId, line.Id, line.Code, ct);
        care.Request(line.PortalId, refreshAll: false);
        return new NoContentResult();
    }

    /// <summary>Vendors who are told the address with every message, or by a question about the line, hear the new one at once.</summary>
    private async Task<bool> RotateHookAsync(Line line, Caller caller, TimeSpan grace, CancellationToken ct)
    {
        if (!await hookKeys.RotateAsync(line.PortalId, line.Id, caller.Actor, grace)) return false;
        await gateways.CloseAsync(line.Id);
        await connections.CheckAsync(line.PortalId, line.Id, ct);
        return true;
    }

    /// <summary>True when it goes on now. What waited too long is held, and those whose mailing it is hear of it.</summary>
    private async Task<bool> LetGoOnAsync(Line line, Caller caller)
    {
        var resumption = await control.ResumeAsync(line.PortalId, line.Id, caller.Actor);
        foreach (var mailing in resumption.Held) alarms.Ring(new AdmissionAlarm.Holding(line.PortalId, mailing, Reason.Stale));
        return resumption.IsResumed;
    }

    /// <summary>
    /// What the gateway says now that keeps the line from sending; null when it says nothing of the kind or cannot be asked. A suspicion
    /// of spam is no obstacle: whether to go on in spite of it is a person's decision.
    /// </summary>
    private async Task<ConnectionReport?> ObstacleAsync(Line line, CancellationToken ct)
    {
        if (line is not { State: LineState.Frozen, FrozenReason: Reason.LineFrozen }) return null;
        var report = await connections.CheckAsync(line.PortalId, line.Id, ct);
        return report.Connection is LineConnection.NeedsLogin or LineConnection.Blocked or LineConnection.Unpaid ? report : null;
    }

    /// <summary>Acts, and shows the line as it is then.</summary>
    private Task<ActionResult<LineResource>> OnLineAsync(Caller caller, string id, Func<Line, Task> act, CancellationToken ct) =>
        reading.WithLineAsync<LineResource>(caller, id, async line =>
        {
            await act(line);
            return await reading.GetAsync(caller, id, ct);
        }, ct);
}
