namespace OlConnector.Sending;

/// <summary>Questions to gateways whose answer is waited for only so long.</summary>
internal static class TimedQuestions
{
    /// <summary>Asks, and waits no longer than the patience even where the gateway does not heed its token.</summary>
    /// <param name="clock">The clock that the patience runs by.</param>
    /// <param name="patience">How long the answer is waited for.</param>
    /// <param name="question">The question; its token ends with the patience or with <paramref name="ct"/>.</param>
    /// <param name="ct">Ends the wait early.</param>
    /// <exception cref="OperationCanceledException">The time is over and the gateway heeded it, or the wait was ended.</exception>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public static async Task<T> AskWithinAsync<T>(
        this TimeProvider clock, TimeSpan patience, Func<CancellationToken, Task<T>> question, CancellationToken ct)
    {
        using var over = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, ct);
        return await question(either.Token).WaitAsync(patience, clock, ct);
    }
}
