namespace OlConnector.Composing;

/// <summary>Work that goes on beside the composer: begun, and waited for at the end only.</summary>
internal sealed class SideTasks
{
    private readonly Lock _gate = new();
    private readonly List<Task> _running = [];

    /// <summary>Begins work that looks after its own failures. Returns at once.</summary>
    internal void Start(Func<Task> work)
    {
        lock (_gate)
        {
            _running.RemoveAll(task => task.IsCompleted);
            _running.Add(Task.Run(work));
        }
    }

    /// <summary>Ends when all that was started so far is finished.</summary>
    internal async Task SettleAsync()
    {
        Task[] running;
        lock (_gate) running = [.. _running];
        await Task.WhenAll(running);
    }
}
