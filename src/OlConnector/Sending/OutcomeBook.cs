using OlConnector.Engine.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>
/// Writes what gateways answered. Answers that come while others are being written go into one transaction together: nothing waits
/// artificially, and many cost little more than one.
/// </summary>
internal sealed class OutcomeBook(Database database, Writer writer, Settling settling, LineDue lines, Askings askings, TimeProvider clock)
{
    /// <summary>Lines that one transaction holds.</summary>
    private const int Most = 100;

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiting> _waiting = [];
    private bool _isWriting;

    /// <summary>Writes an answer; true when the line froze by it. Doing it twice does it once, by the two fences of the claim.</summary>
    /// <param name="outcome">The answer.</param>
    /// <param name="isAskedLater">The gateway tells what became of a sent message only when it is asked.</param>
    /// <exception cref="DatabaseAwayException">The database cannot be written; whether the answer was stored is not known.</exception>
    public Task<bool> RecordAsync(Answered outcome, bool isAskedLater)
    {
        var waiting = new Waiting(outcome, isAskedLater, clock.GetTimestamp());
        lock (_gate)
        {
            _waiting.AddLast(waiting);
            if (!_isWriting) _ = Task.Run(WriteAllAsync);
            _isWriting = true;
        }

        return waiting.Froze.Task;
    }

    private async Task WriteAllAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                await WriteAsync(batch);
            }
            catch (DatabaseAwayException away)
            {
                batch.ForEach(waiting => waiting.Froze.TrySetException(away));
            }
            catch
            {
                // One bad answer must not fail its neighbours.
                foreach (var waiting in batch) await WriteAloneAsync(waiting);
            }
        }
    }

    private async Task WriteAloneAsync(Waiting waiting)
    {
        try
        {
            await WriteAsync([waiting]);
        }
        catch (Exception failure)
        {
            waiting.Froze.TrySetException(failure);
        }
    }

    /// <summary>The next answers, one for each line: a second one is judged by what the first one has written.</summary>
    private List<Waiting> Next()
    {
        lock (_gate)
        {
            var batch = new Dictionary<Engine.LineId, Waiting>();
            for (var node = _waiting.First; node is not null && batch.Count < Most;)
            {
                var (waiting, next) = (node.Value, node.Next);
                if (batch.TryAdd(waiting.Outcome.Claim.LineId, waiting)) _waiting.Remove(node);
                node = next;
            }

            _isWriting = batch.Count > 0;
            return [.. batch.Values];
        }
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        var frozen = await writer.RunAsync(turn => Write(turn, batch));
        foreach (var waiting in batch) waiting.Froze.TrySetResult(frozen.Contains(waiting.Outcome.Claim));
    }

    private HashSet<Claim> Write(WriteTurn turn, List<Waiting> batch)
    {
        var outcomes = batch.ConvertAll(Dated);
        var frozen = settling.Settle(turn, outcomes);
        foreach (var ((claim, result, now), waiting) in outcomes.Zip(batch))
        {
            if (waiting.IsAskedLater) askings.Start(turn, claim.Sequence, now);
            if (result is SendResult.Accepted { KnownAs: { } name }) NumberBook.KeepName(turn, claim.LineId, claim.Message.To, name, now);
            if (result is SendResult.Postponed { Scope: PostponeScope.Recipient, After: { } rest }) Rest(turn, claim, now + rest, now);
        }

        return frozen;
    }

    /// <summary>
    /// The answer by the wall clock as it stands in this turn: who sets it back moves along what is written already, and what is written
    /// later must not bring the old time with it. The shared clock of several nodes is never set.
    /// </summary>
    private Answered Dated(Waiting waiting)
    {
        if (database.IsShared) return waiting.Outcome;
        // Its age first: what passes between the two readings makes a gap longer, never shorter.
        var age = clock.GetElapsedTime(waiting.Since);
        return waiting.Outcome with { Now = clock.GetUtcNow() - age };
    }

    private void Rest(WriteTurn turn, Claim claim, DateTimeOffset until, DateTimeOffset now)
    {
        RecipientRests.Begin(turn, claim.PortalId, claim.LineId, claim.Message.To, until);
        lines.Recompute(turn, claim.LineId, now);
    }

    /// <param name="Since">The monotonic moment of the answer.</param>
    private sealed record Waiting(Answered Outcome, bool IsAskedLater, long Since)
    {
        internal TaskCompletionSource<bool> Froze { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
