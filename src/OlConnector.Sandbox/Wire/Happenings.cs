namespace OlConnector.Sandbox.Wire;

/// <summary>What happened, in order, with waiting for what has not happened yet. Waiting never polls.</summary>
public sealed class Happenings<T>(string subject)
{
    /// <summary>Real time after which a wait gives up. A test that needs it has already failed.</summary>
    public static readonly TimeSpan SafetyLimit = TimeSpan.FromSeconds(20);

    private const int Shown = 30;
    private readonly Lock _lock = new();
    private readonly List<T> _seen = [];
    private readonly List<Waiter> _waiters = [];

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<T> Seen
    {
        get
        {
            lock (_lock)
                return [.. _seen];
        }
    }

    /// <summary>Writes one more down and wakes who waits for it.</summary>
    public void Add(T happening)
    {
        List<Waiter> done;
        lock (_lock)
        {
            _seen.Add(happening);
            done = _waiters.FindAll(waiter => waiter.IsFilledBy(happening));
            _waiters.RemoveAll(done.Contains);
        }
        done.ForEach(waiter => waiter.Finish());
    }

    /// <summary>The first so many that match, those of the past included.</summary>
    /// <exception cref="SandboxWaitException">They did not come within the limit (real time); the text lists what came instead.</exception>
    public async Task<IReadOnlyList<T>> WaitAsync(Func<T, bool> matches, int count = 1, string? what = null, TimeSpan? limit = null)
    {
        var waiter = new Waiter(matches, count);
        lock (_lock)
            if (!_seen.Exists(waiter.IsFilledBy))
                _waiters.Add(waiter);
            else
                waiter.Finish();
        if (count <= 0)
            return [];
        try
        {
            return await waiter.Done.WaitAsync(limit ?? SafetyLimit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new SandboxWaitException(Describe(what ?? "a match", count, waiter));
        }
    }

    private string Describe(string what, int count, Waiter waiter)
    {
        lock (_lock)
        {
            _waiters.Remove(waiter);
            var tail = string.Join("\n", _seen.TakeLast(Shown).Select(item => $"  {item}"));
            return $"{subject}: waited for {count} × {what}, got {waiter.Matched}. Seen in all: {_seen.Count}, the last:\n{tail}";
        }
    }

    private sealed class Waiter(Func<T, bool> matches, int count)
    {
        private readonly List<T> _matched = [];
        private readonly TaskCompletionSource<IReadOnlyList<T>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Matched => _matched.Count;

        public Task<IReadOnlyList<T>> Done => _done.Task;

        public bool IsFilledBy(T item)
        {
            if (_matched.Count < count && matches(item))
                _matched.Add(item);
            return _matched.Count >= count;
        }

        public void Finish() => _done.TrySetResult(_matched);
    }
}

/// <summary>Something a test waited for did not happen in time.</summary>
public sealed class SandboxWaitException(string message) : Exception(message);
