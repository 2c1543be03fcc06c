using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Queue;

namespace OlConnector.Sending;

/// <summary>Sends one claimed message and records what happened.</summary>
internal sealed class Dispatcher(
    LineGateways gateways, AnswerMoments answers, Preflight preflight, NumberChecks numbers, LineTemplates templates, ClaimClosing closing,
    IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<Dispatcher> log)
{
    /// <summary>
    /// Shorter remainders are waited for: the rounding of wall-clock moments to milliseconds, and what two nodes' clocks are apart.
    /// </summary>
    private static readonly TimeSpan LongestRemainder = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends and settles. Never throws for what a gateway does.</summary>
    /// <param name="claim">What to send.</param>
    /// <param name="claimedAt">The monotonic moment before the claim was written.</param>
    /// <param name="stopping">The node stops: what has not left goes back to its queue.</param>
    public async Task DispatchAsync(Claim claim, long claimedAt, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
            await closing.ReturnAsync(claim);
        else if (await preflight.RefusalAsync(claim) is { } refusal)
            await closing.RecordAsync(claim, refusal, isAskedLater: false);
        else
            await AddressAndSendAsync(claim, claimedAt, stopping);
    }

    /// <summary>Chat and template are looked up before the last check: nothing but the write comes after that one.</summary>
    private async Task AddressAndSendAsync(Claim claim, long claimedAt, CancellationToken stopping)
    {
        var chat = await numbers.ChatOfAsync(claim.PortalId, claim.LineId, claim.Message.To, CancellationToken.None);
        var template = await templates.FindAsync(claim.LineId, claim.Message.Text, CancellationToken.None);
        var addressed = claim with { Message = claim.Message with { Chat = chat, Template = template } };
        if (await MaySendAsync(claim, claimedAt, stopping)) await SendAsync(addressed);
        else await closing.ReturnAsync(claim);
    }

    /// <summary>
    /// The last check before bytes leave: the gap by the node's own clock, and enough of the claim left for a whole send.
    /// </summary>
    private async Task<bool> MaySendAsync(Claim claim, long claimedAt, CancellationToken stopping)
    {
        var missing = answers.Missing(claim.LineId, claim.Gap, claim.LastAnswerAt);
        if (missing > LongestRemainder) return false;
        if (missing > TimeSpan.Zero)
        {
            try
            {
                // Timers count whole milliseconds and cut the rest off.
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(missing.TotalMilliseconds)), clock, stopping);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return clock.GetElapsedTime(claimedAt) <= options.CurrentValue.ClaimExpiry - options.CurrentValue.SendTimeout;
    }

    private async Task SendAsync(Claim claim)
    {
        Meters.Note(claim, clock.GetUtcNow());
        var (result, isAskedLater) = await TrySendAsync(claim);
        await closing.RecordAsync(claim, result, isAskedLater);
    }

    /// <summary>The gateway's answer, and whether the message's fate has to be asked for.</summary>
    private async Task<(SendResult Result, bool IsAskedLater)> TrySendAsync(Claim claim)
    {
        try
        {
            if (await gateways.FindAsync(claim.LineId) is not { } gateway)
                return (new SendResult.LineDown("settings", "The gateway's settings cannot be read. Enter them again."), false);
            var patience = options.CurrentValue.SendTimeout;
            using var timeout = new CancellationTokenSource(patience, clock);
            var result = await gateway.SendAsync(claim.Message with { Attempt = claim.Attempt }, timeout.Token).WaitAsync(patience, clock);
            return (result, result is SendResult.Accepted && gateway is IStatusAsking);
        }
        catch (Exception failure)
        {
            log.SendBroke(claim.LineId, claim.Message.Id, failure.GetType().Name);
            var isLate = failure is OperationCanceledException or TimeoutException;
            return (new SendResult.Unknown(isLate ? "The gateway did not answer in time." : "The send broke off."), false);
        }
    }
}
