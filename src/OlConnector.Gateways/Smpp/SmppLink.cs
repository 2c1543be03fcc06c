namespace OlConnector.Gateways.Smpp;

/// <summary>Holds the session of one line: opens it when first asked, and keeps it open from then on with growing pauses.</summary>
internal sealed class SmppLink(
    Func<CancellationToken, Task<SmppOpening>> open, SmppTimes times, TimeProvider clock, Random chance) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource<SmppOpening> _latest = NewLatest();
    private Task? _keeping;
    private DateTimeOffset? _refusedSince;

    /// <summary>True when an SMSC has refused the bind for longer than a ghost of a session lives.</summary>
    public bool IsRefusedForLong => _refusedSince is { } since && clock.GetUtcNow() - since >= times.Ghost;

    /// <summary>The session, or why there is none. Waits only while an attempt is under way.</summary>
    public Task<SmppOpening> GetAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                return Task.FromResult<SmppOpening>(new SmppOpening.Away("CLOSED", "The line is being closed."));
            _keeping ??= Task.Run(KeepAsync, CancellationToken.None);
            return _latest.Task.WaitAsync(ct);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task? keeping;
        lock (_gate)
        {
            _stop.Cancel();
            keeping = _keeping;
        }

        if (keeping is not null) await keeping;
        _stop.Dispose();
    }

    private async Task KeepAsync()
    {
        var pause = times.FirstPause;
        while (!_stop.IsCancellationRequested)
        {
            var opening = await open(_stop.Token);
            _refusedSince = opening is SmppOpening.Refused ? _refusedSince ?? clock.GetUtcNow() : null;
            _latest.TrySetResult(opening);
            if (opening is SmppOpening.Bound bound)
            {
                pause = times.FirstPause;
                await bound.Session.Closed.WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (_stop.IsCancellationRequested) await bound.Session.DisposeAsync();
                else Publish(new SmppOpening.Away("RECONNECTING", "The SMSC closed the connection; a new one is being opened."));
            }

            // Wrong credentials do not get right by themselves, and operators lock accounts for hammering.
            var rest = opening is SmppOpening.Refused { Status: var status } && SmppAnswers.IsLogin(status)
                ? times.Ghost
                : pause * (0.75 + (chance.NextDouble() / 2));
            await Task.Delay(rest, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < times.LongestPause ? pause * 2 : times.LongestPause;
            lock (_gate) _latest = NewLatest();
        }

        _latest.TrySetResult(new SmppOpening.Away("CLOSED", "The line is being closed."));
    }

    private void Publish(SmppOpening opening)
    {
        lock (_gate) (_latest = NewLatest()).SetResult(opening);
    }

    private static TaskCompletionSource<SmppOpening> NewLatest() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
