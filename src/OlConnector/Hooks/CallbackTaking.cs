using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Gateways;
using OlConnector.Lines;
using OlConnector.Sending;
using OlConnector.Storage;

namespace OlConnector.Hooks;

/// <summary>Reads a gateway's call for the line of its key, and for all lines that the call may be about. One poisoned event stops neither the others nor the next call.</summary>
internal sealed class CallbackTaking(LineDirectory lines, LineGateways gateways, GatewayCatalog kinds, EventReception reception, PoisonShelf poison)
{
    /// <summary>Takes the call.</summary>
    public async Task<CallbackReply> TakeAsync(LineAddress keyed, CallbackRequest request)
    {
        var (isTaken, isPoisoned, isUnjudged, refused) = (false, false, false, default(string));
        foreach (var line in LinesOf(keyed))
        {
            if (await gateways.FindAsync(line.LineId) is not { } gateway)
            {
                isUnjudged = true;
                continue;
            }

            switch (Read(gateway, request))
            {
                case CallbackResult.Challenge challenge:
                    return new CallbackReply.Proof(challenge.Answer);
                case CallbackResult.Understood understood:
                    isTaken = true;
                    foreach (var happened in understood.Events) await ApplyAsync(line, happened, request);
                    break;
                case CallbackResult.Unreadable unreadable when !isPoisoned:
                    isPoisoned = true;
                    await poison.KeepAsync(line, request, unreadable.Why);
                    break;
                case CallbackResult.Refused forged:
                    refused ??= forged.Why;
                    break;
            }
        }

        if (isTaken || isPoisoned) return new CallbackReply.Taken();
        return isUnjudged || refused is null ? new CallbackReply.NotNow() : new CallbackReply.Forged(refused);
    }

    /// <summary>The key's own line first; where the vendor shares its calls, the portal's other lines of that kind too (design.md §7).</summary>
    private IEnumerable<LineAddress> LinesOf(LineAddress keyed) => kinds.TryGet(keyed.GatewayKind, out var kind) && kind.Traits.SharesCallbacks
        ? lines.OfKind(keyed.PortalId, keyed.GatewayKind).Where(line => line.State != LineState.Off && line.LineId != keyed.LineId).Prepend(keyed)
        : [keyed];

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

    private async Task ApplyAsync(LineAddress line, GatewayEvent happened, CallbackRequest request)
    {
        try
        {
            await reception.TakeAsync(line.PortalId, line.LineId, [happened]);
        }
        catch (Exception failure) when (failure is not (DatabaseAwayException or OperationCanceledException))
        {
            await poison.KeepAsync(line, request, $"What it says cannot be applied: {failure.GetType().Name}.");
        }
    }
}
