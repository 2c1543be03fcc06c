using System.Collections.Concurrent;

namespace OlConnector.Web.Limits;

/// <summary>
/// Runs work that keeps its thread busy on a thread of its own, with all that follows its awaits, so that the pool's few threads stay
/// for those who answer in milliseconds. SQLite's answers are waited for on the thread that asks.
/// </summary>
internal static class OwnThread
{
    /// <summary>Runs the work and ends with it.</summary>
    internal static Task RunAsync(Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(work, done)) { IsBackground = true, Name = "dear call" }.Start();
        return done.Task;
    }

    private static void Run(Func<Task> work, TaskCompletionSource done)
    {
        var steps = new Steps();
        SynchronizationContext.SetSynchronizationContext(steps);
        var task = BeginAsync(work);
        task.GetAwaiter().UnsafeOnCompleted(steps.End);
        steps.RunUntilEnd();
        done.SetFromTask(task);
    }

    /// <summary>What breaks before its first await breaks for whoever waits, too.</summary>
    private static async Task BeginAsync(Func<Task> work) => await work();

    /// <summary>What is to be done on this thread, in order.</summary>
    private sealed class Steps : SynchronizationContext
    {
        private readonly BlockingCollection<(SendOrPostCallback Step, object? State)> _steps = [];

        public override void Post(SendOrPostCallback d, object? state)
        {
            try
            {
                _steps.Add((d, state));
            }
            catch (InvalidOperationException)
            {
                // The work is over; what it left behind goes on where everything else does.
                base.Post(d, state);
            }
        }

        internal void End() => _steps.CompleteAdding();

        internal void RunUntilEnd()
        {
            foreach (var (step, state) in _steps.GetConsumingEnumerable()) step(state);
        }
    }
}
