using OlConnector.Storage;

namespace OlConnector.Tests.Storage;

/// <summary>Work that keeps the writer's turn until the test lets go, so that what comes meanwhile gathers behind it.</summary>
internal sealed class HeldTurn : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ManualResetEventSlim _letGo = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<int> _done;

    private HeldTurn(Writer writer, Func<WriteTurn, int> first) => _done = writer.RunAsync(turn =>
    {
        var rows = first(turn);
        _begun.TrySetResult();
        return _letGo.Wait(Patience) ? rows : throw new TimeoutException("The test never let go of the turn.");
    });

    /// <summary>Takes the turn, does the first work in it, and keeps it.</summary>
    public static async Task<HeldTurn> TakeAsync(Writer writer, Func<WriteTurn, int>? first = null)
    {
        var held = new HeldTurn(writer, first ?? (_ => 0));
        await held._begun.Task.WaitAsync(Patience);
        return held;
    }

    /// <summary>Lets the writer go on and waits for the commit.</summary>
    public async Task<int> LetGoAsync()
    {
        _letGo.Set();
        return await _done.WaitAsync(Patience);
    }

    /// <summary>Lets the writer go on to the next work of the same commit.</summary>
    public void LetGo() => _letGo.Set();

    /// <inheritdoc/>
    public void Dispose()
    {
        _letGo.Set();
        _letGo.Dispose();
    }
}
