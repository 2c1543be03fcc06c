namespace OlConnector.Queue;

/// <summary>
/// So many works at once. One that takes long gives its place to the next and goes on beside it: those who wait for somebody slow cost
/// nothing, and must not keep the others waiting too.
/// </summary>
/// <param name="count">Works at once, those not counted that gave their place on.</param>
/// <param name="longest">How long a work keeps its place.</param>
/// <param name="clock">Measures it.</param>
internal sealed class Places(int count, TimeSpan longest, TimeProvider clock)
{
    private readonly SemaphoreSlim _free = new(count);

    /// <summary>Waits for a place and runs the work to its end.</summary>
    public async Task RunAsync(Func<Task> work, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        Task running;
        try
        {
            running = work();
            await running.WaitAsync(longest, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _free.Release();
        }

        await running;
    }
}
