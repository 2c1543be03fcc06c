using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Lines;
using OlConnector.Sending;
using OlConnector.Storage;

namespace OlConnector.Hooks;

/// <summary>
/// Reads a gateway's call for the line of its key, and for all lines that the call may be about. One poisoned event stops neither the
/// others nor the next call.
/// </summary>
internal sealed class CallbackTaking(
    LineDirectory lines, LineGateways gateways, GatewayCatalog kinds, EventReception reception, CallbackShelf shelf)
{
    /// <summary>Takes the call: all lines read it, what each understood is applied, and the first that could not be read is kept.</summary>
    public async Task<CallbackReply> TakeAsync(LineAddress keyed, CallbackRequest request)
    {
        var readings = await ReadAsync(keyed, request);
        var reply = CallbackReply.Together(readings.Select(reading => CallbackReply.Of(reading.Result)));
        if (reply is CallbackReply.Proof) return reply;
        foreach (var (line, result) in readings)
            if (result is CallbackResult.Understood understood) await ApplyAsync(line, understood.Events, request);
        var firstUnread = readings.Find(reading => reading.Result is CallbackResult.Unreadable);
        if (firstUnread.Result is CallbackResult.Unreadable { Why: var why }) await KeepAsync(firstUnread.Line, request, why);
        return reply;
    }

    /// <summary>What each line makes of the call; null where its gateway cannot be opened.</summary>
    private async Task<List<(LineAddress Line, CallbackResult? Result)>> ReadAsync(LineAddress keyed, CallbackRequest request)
    {
        var readings = new List<(LineAddress, CallbackResult?)>();
        foreach (var line in LinesOf(keyed))
            readings.Add((line, await gateways.FindAsync(line.LineId) is { } gateway ? Read(gateway, request) : null));
        return readings;
    }

    /// <summary>
    /// The key's own line first; where the vendor shares its calls, the portal's other lines of that kind too (design.md §7).
    /// </summary>
    private IEnumerable<LineAddress> LinesOf(LineAddress keyed) =>
        kinds.TryGet(keyed.GatewayKind, out var kind) && kind.Traits.SharesCallbacks ? OthersOf(keyed).Prepend(keyed) : [keyed];

    private IEnumerable<LineAddress> OthersOf(LineAddress keyed) =>
        lines.OfKind(keyed.PortalId, keyed.GatewayKind).Where(line => !line.IsOff && line.LineId != keyed.LineId);

    private static CallbackResult Read(IGateway gateway, CallbackRequest request)
    {
        try
        {
            return gateway.ReadCallback(request);
        }
        catch (Exception failure)
        {
            return new CallbackResult.Unreadable($"Reading it broke: {failure.GetType().Name}.");
        }
    }

    private async Task ApplyAsync(LineAddress line, IReadOnlyList<GatewayEvent> events, CallbackRequest request)
    {
        foreach (var happened in events.Where(happened => happened is not GatewayEvent.NotUnderstood))
            await ApplyAsync(line, happened, request);
        // Kept once, whatever else of the call is strange: it is kept whole.
        if (events.OfType<GatewayEvent.NotUnderstood>().FirstOrDefault() is { } strange) await KeepAsync(line, request, strange.Why);
    }

    private async Task ApplyAsync(LineAddress line, GatewayEvent happened, CallbackRequest request)
    {
        try
        {
            await reception.TakeAsync(line.PortalId, line.LineId, [happened], () => CallbackText.Of(request));
        }
        catch (Exception failure) when (failure is not (DatabaseAwayException or OperationCanceledException))
        {
            await KeepAsync(line, request, $"What it says cannot be applied: {failure.GetType().Name}.");
        }
    }

    private Task KeepAsync(LineAddress line, CallbackRequest request, string why) =>
        shelf.KeepAsync(line.PortalId, line.LineId, why, CallbackText.Of(request), request.Body.Length);
}
