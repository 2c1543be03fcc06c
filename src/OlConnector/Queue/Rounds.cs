namespace OlConnector.Queue;

/// <summary>
/// A background loop: one step after another until the node stops. Trouble is told and the loop goes on after a pause, which no pulse cuts
/// short, so that nothing spins; a stop ends it quietly.
/// </summary>
/// <param name="clock">Its time.</param>
/// <param name="afterTrouble">The pause after a step that broke.</param>
/// <param name="trouble">Hears what broke a step.</param>
/// <param name="wakeup">What wakes it before the next step is due; null for nothing.</param>
internal sealed class Rounds(TimeProvider clock, TimeSpan afterTrouble, Action<Exception> trouble, Wakeup? wakeup = null)
{
    private readonly Wakeup _sleep = wakeup ?? new Wakeup(clock);

    /// <summary>Goes on until the node stops; never throws for what a step does.</summary>
    /// <param name="step">Does what is due and answers when the next step is: at that moment, or null for at the next pulse.</param>
    /// <param name="stopping">Ends the loop.</param>
    public async Task RunAsync(Func<CancellationToken, Task<DateTimeOffset?>> step, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            await RoundAsync(step, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RoundAsync(Func<CancellationToken, Task<DateTimeOffset?>> step, CancellationToken stopping)
    {
        try
        {
            await _sleep.WaitAsync(await step(stopping), stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            trouble(failure);
            await Task.Delay(afterTrouble, clock, stopping);
        }
    }
}
