using Microsoft.AspNetCore.Mvc;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>What people do to lines. Every action works once however often it is called.</summary>
internal sealed class LineActions(
    Writer writer, LineReading reading, LineControl control, LineDirectory directory, LineGateways gateways, LineDue queue, BulkMoves slices, AuditTrail audit,
    SenderRegistry senders, TimeProvider clock)
{
    private const string SwitchOff = "UPDATE lines SET state = 'off', frozen_reason = NULL, version = version + 1 WHERE portal_id = @portal AND id = @line AND state <> 'off'";
    private const string Retire = "INSERT INTO retired_codes (code) VALUES (@code) ON CONFLICT (code) DO NOTHING";

    private const string Waiting = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE line_id = @line AND state IN ('accepted', 'queued', 'held') ORDER BY sequence LIMIT @limit
        """;

    /// <summary>Nothing leaves any more; what is in flight finishes.</summary>
    internal Task<ActionResult<LineResource>> PauseAsync(Caller caller, string id, CancellationToken ct) =>
        OnLineAsync(caller, id, line => control.PauseAsync(line.PortalId, line.Id, caller.Actor), ct);

    /// <summary>Goes on from the first unsent message.</summary>
    internal Task<ActionResult<LineResource>> ResumeAsync(Caller caller, string id, CancellationToken ct) =>
        OnLineAsync(caller, id, line => control.ResumeAsync(line.PortalId, line.Id, caller.Actor), ct);

    /// <summary>Gives the HANDLER a new key; the old one works for its grace.</summary>
    internal Task<ActionResult<LineResource>> RotateKeyAsync(Caller caller, string id, CancellationToken ct) =>
        OnLineAsync(caller, id, line => senders.RotateHandlerKeyAsync(line.PortalId, line.Id, caller.Actor, ct), ct);

    /// <summary>Takes everything unsent out of the queue.</summary>
    internal async Task<ActionResult<ClearedAnswer>> ClearAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } line) return Refuse.NotFound();
        var clearing = await control.ClearAsync(line.PortalId, line.Id, caller.Actor);
        return new ClearedAnswer(clearing.Cleared, clearing.InFlight);
    }

    /// <summary>Deletes a line: its history stays, its CODE never comes back, what is unsent ends with LINE_OFF.</summary>
    internal async Task<ActionResult> DeleteAsync(Caller caller, string id, Precondition ifMatch, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } line) return Refuse.NotFound();
        if (!ifMatch.Allows(line.Version)) return Refuse.PreconditionFailed();
        var now = clock.GetUtcNow();
        await writer.RunAsync(turn =>
        {
            if (turn.Execute(SwitchOff, ("portal", line.PortalId), ("line", line.Id)) == 1) audit.Write(turn, line.PortalId, caller.Actor, "line deleted", line.Id.ToString(), before: line.Name);
            turn.Execute(Retire, ("code", line.Code));
            queue.Recompute(turn, line.Id, now);
        }, ct);
        await slices.EndAllAsync(Waiting, MessageState.Cleared, Reason.LineOff, caller.Actor, ("line", line.Id));
        await writer.RunAsync(turn => queue.Recompute(turn, line.Id, now), ct);
        await directory.RefreshAsync(ct);
        await gateways.CloseAsync(line.Id);
        await senders.UnregisterAsync(line.PortalId, line.Id, line.Code, ct);
        return new NoContentResult();
    }

    private async Task<ActionResult<LineResource>> OnLineAsync(Caller caller, string id, Func<Line, Task> act, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } line) return Refuse.NotFound();
        if (line.State == LineState.Off) return LineRefusals.Deleted();
        await act(line);
        return await reading.GetAsync(caller, id, ct);
    }
}
