using OlConnector.Engine.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>
/// Closes claims: an answer is recorded, and what has not left goes back to its queue. Neither gives up while the database is away.
/// </summary>
internal sealed class ClaimClosing(
    Writer writer, Settling settling, OutcomeBook outcomes, AnswerMoments answers, OptOuts optOuts, LineAlarms alarms, Wakeups wakeups,
    TimeProvider clock, ILogger<ClaimClosing> log)
{
    /// <summary>What was sent is recorded as soon as the database can be written again.</summary>
    private static readonly TimeSpan BetweenRecordings = TimeSpan.FromMilliseconds(500);

    /// <summary>Records what the gateway, or a check before it, answered.</summary>
    /// <param name="claim">What was sent.</param>
    /// <param name="result">The answer.</param>
    /// <param name="isAskedLater">The gateway tells what became of a sent message only when it is asked.</param>
    public async Task RecordAsync(Claim claim, SendResult result, bool isAskedLater)
    {
        var now = clock.GetUtcNow();
        answers.Note(claim.LineId, now);
        var froze = await InsistAsync(claim, () => outcomes.RecordAsync(new Answered(claim, result, now), isAskedLater));
        if (result is SendResult.Refused { IsOptOut: true }) await InsistAsync(claim, () => NoteOptOutAsync(claim));
        if (froze) await alarms.LineFrozeAsync(claim.PortalId, claim.LineId, (SendResult.LineDown)result);
        log.Settled(claim.LineId, claim.Message.Id, result.GetType().Name, claim.Message.To);
        wakeups.Dispatching.Pulse();
        wakeups.Telling.Pulse();
        if (result is SendResult.Unknown) wakeups.Watching.Pulse();
        if (isAskedLater) wakeups.Asking.Pulse();
    }

    private async Task<bool> NoteOptOutAsync(Claim claim)
    {
        await optOuts.OptOutAsync(claim.PortalId, claim.LineId, claim.Message.To);
        return true;
    }

    /// <summary>Returns a message that has surely not left to its queue.</summary>
    public async Task ReturnAsync(Claim claim)
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
    /// Records what became of a claim. While the database is away this waits with it: the answer is known here and nowhere else. Doing it
    /// twice does it once, by the two fences.
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
