using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>Sends one claimed message and records what happened.</summary>
internal sealed class Dispatcher(
    Writer writer, Settling settling, OutcomeBook outcomes, LineGateways gateways, AnswerMoments answers, LineAlarms alarms, Preflight preflight, NumberChecks numbers, Wakeups wakeups,
    IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<Dispatcher> log)
{
    /// <summary>Shorter remainders are waited for: the rounding of wall-clock moments to milliseconds, and what two nodes' clocks are apart.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <summary>What was sent is recorded as soon as the database can be written again.</summary>
    private static readonly TimeSpan BetweenRecordings = TimeSpan.FromMilliseconds(500);

    /// <summary>Sends and settles. Never throws for what a gateway does.</summary>
    /// <param name="claim">What to send.</param>
    /// <param name="claimedAt">The monotonic moment before the claim was written.</param>
    /// <param name="stopping">The node stops: what has not left goes back to the settling.</param>
    public async Task DispatchAsync(Claim claim, long claimedAt, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
            await ReturnAsync(claim);
        else if (await preflight.RefusalAsync(claim) is { } refusal)
            await RecordAsync(claim, refusal, isAskedLater: false);
        else
            await AddressAndSendAsync(claim, claimedAt, stopping);
    }

    /// <summary>The chat is looked up before the last check: nothing but the write comes after that one.</summary>
    private async Task AddressAndSendAsync(Claim claim, long claimedAt, CancellationToken stopping)
    {
        var chat = await numbers.ChatOfAsync(claim.PortalId, claim.LineId, claim.Message.To, CancellationToken.None);
        if (await MaySendAsync(claim, claimedAt, stopping)) await SendAsync(claim with { Message = claim.Message with { Chat = chat } });
        else await ReturnAsync(claim);
    }

    private async Task RecordAsync(Claim claim, SendResult result, bool isAskedLater)
    {
        var now = clock.GetUtcNow();
        answers.Note(claim.LineId, now);
        var froze = await InsistAsync(claim, () => outcomes.RecordAsync(new Answered(claim, result, now), isAskedLater));
        if (froze) await alarms.LineFrozeAsync(claim.PortalId, claim.LineId, (SendResult.LineDown)result);
        log.Settled(claim.LineId, claim.Message.Id, result.GetType().Name, claim.Message.To);
        wakeups.Dispatching.Pulse();
        wakeups.Telling.Pulse();
        if (result is SendResult.Unknown) wakeups.Watching.Pulse();
        if (isAskedLater) wakeups.Asking.Pulse();
    }

    /// <summary>The last check before bytes leave: the gap by the node's own clock, and enough of the claim left for a whole send.</summary>
    private async Task<bool> MaySendAsync(Claim claim, long claimedAt, CancellationToken stopping)
    {
        var missing = answers.Missing(claim.LineId, claim.Gap, claim.LastAnswerAt);
        if (missing > Longest) return false;
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
        var (result, isAskedLater) = await TrySendAsync(claim);
        await RecordAsync(claim, result, isAskedLater);
    }

    /// <summary>The gateway's answer, and whether the message's fate has to be asked for.</summary>
    private async Task<(SendResult Result, bool IsAskedLater)> TrySendAsync(Claim claim)
    {
        try
        {
            if (await gateways.FindAsync(claim.LineId) is not { } gateway)
                return (new SendResult.LineDown("settings", "The gateway's settings cannot be read. Enter them again."), false);
            using var timeout = new CancellationTokenSource(options.CurrentValue.SendTimeout, clock);
            var result = await gateway.SendAsync(claim.Message with { Attempt = claim.Attempt }, timeout.Token).WaitAsync(options.CurrentValue.SendTimeout, clock);
            return (result, result is SendResult.Accepted && gateway is IStatusAsking);
        }
        catch (Exception failure)
        {
            log.SendBroke(claim.LineId, claim.Message.Id, failure.GetType().Name);
            return (new SendResult.Unknown(failure is OperationCanceledException or TimeoutException ? "The gateway did not answer in time." : "The send broke off."), false);
        }
    }

    private async Task ReturnAsync(Claim claim)
    {
        var now = clock.GetUtcNow();
        var missing = answers.Missing(claim.LineId, claim.Gap, claim.LastAnswerAt);
        await InsistAsync(claim, () => writer.RunAsync(turn =>
        {
            settling.Return(turn, claim, missing > TimeSpan.Zero ? now + missing : null, now);
            return true;
        }));
        wakeups.Dispatching.Pulse();
    }

    /// <summary>
    /// Records what became of a claim. While the database is away this waits with it: the answer is known here and nowhere else. Doing it twice does it once, by the two fences.
    /// </summary>
    private async Task<bool> InsistAsync(Claim claim, Func<Task<bool>> record)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return await record();
            }
            catch (DatabaseAwayException away)
            {
                if (isFirst) log.RecordingWaits(claim.LineId, claim.Message.Id, away.InnerException!.GetType().Name);
                await Task.Delay(BetweenRecordings, clock);
            }
        }
    }
}
