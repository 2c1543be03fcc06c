namespace OlConnector.Benchmarks.Load;

/// <summary>
/// A loop that does nothing but wake up when one of many timers is due: how late that is on this machine, beside the same load.
/// </summary>
internal static class TimerLoop
{
    /// <summary>Lateness that 99 % kept, in milliseconds.</summary>
    internal static async Task<double> RunAsync(int timers, TimeSpan interval, TimeSpan length)
    {
        var due = new PriorityQueue<int, TimeSpan>();
        for (var i = 0; i < timers; i++) due.Enqueue(i, interval * i / timers);
        var (start, late) = (TimeProvider.System.GetTimestamp(), new List<double>());
        while (due.TryPeek(out var timer, out var at) && at < length)
        {
            var left = at - TimeProvider.System.GetElapsedTime(start);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), TimeProvider.System);
                continue;
            }

            due.DequeueEnqueue(timer, at + interval);
            late.Add(-left.TotalMilliseconds);
        }

        late.Sort();
        return late[(int)(late.Count * 0.99)];
    }
}
