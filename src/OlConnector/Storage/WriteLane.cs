using System.Data.Common;
using System.Threading.Channels;

namespace OlConnector.Storage;

/// <summary>A queue of works and the threads that commit them, each on a connection of its own. Nothing waits artificially.</summary>
internal sealed class WriteLane
{
    /// <summary>How often a work that lost against another node's is tried in all.</summary>
    private const int Tries = 10;

    private readonly Database _database;
    private readonly string _name;
    private readonly int _worksPerCommit;
    private readonly Channel<Work> _waiting;
    private readonly Lazy<Thread[]> _threads;

    internal WriteLane(Database database, string name, int waitingWorks, int worksPerCommit, int threads)
    {
        (_database, _name, _worksPerCommit) = (database, name, worksPerCommit);
        _waiting = Channel.CreateBounded<Work>(new BoundedChannelOptions(waitingWorks) { SingleReader = threads == 1 });
        _threads = new Lazy<Thread[]>(() => [.. Enumerable.Range(0, threads).Select(Start)]);
    }

    internal bool AcknowledgesOnly { get; set; }

    /// <summary>True while works wait for the one that runs.</summary>
    internal bool IsAwaited => _waiting.Reader.Count > 0;

    /// <summary>Waits for room, and answers the task of the work's own end.</summary>
    internal async Task<Task<T>> AddAsync<T>(Func<WriteTurn, T> work, CancellationToken ct)
    {
        _ = _threads.Value;
        var item = new Work<T>(work);
        await _waiting.Writer.WriteAsync(item, ct);
        return item.Done;
    }

    internal bool TryAdd<T>(Func<WriteTurn, T> work, out Task<T> done)
    {
        _ = _threads.Value;
        var item = new Work<T>(work);
        done = item.Done;
        return _waiting.Writer.TryWrite(item);
    }

    /// <summary>Finishes what waits, then ends.</summary>
    internal void Close()
    {
        if (!_waiting.Writer.TryComplete() || !_threads.IsValueCreated) return;
        foreach (var thread in _threads.Value) thread.Join();
    }

    private Thread Start(int number)
    {
        var thread = new Thread(WriteUntilClosed) { IsBackground = true, Name = $"{_name} {number}" };
        thread.Start();
        return thread;
    }

    private void WriteUntilClosed()
    {
        using var desk = new WriteDesk(_database);
        var batch = new List<Work>(_worksPerCommit);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (!_waiting.Reader.TryRead(out var first)) continue;
            batch.Add(first);
            Commit(desk, batch);
            batch.Clear();
        }
    }

    private void Commit(WriteDesk desk, List<Work> batch)
    {
        try
        {
            desk.Begin();
            for (var i = 0; i < batch.Count; i++)
            {
                if (!AcknowledgesOnly) batch[i].Run(desk.Turn);
                if (batch.Count < _worksPerCommit && _waiting.Reader.TryRead(out var next)) batch.Add(next);
            }

            desk.Commit();
        }
        catch (Exception failure)
        {
            desk.RollBack();
            if (_database.IsAway(failure)) FailAll(desk, batch, failure);
            else if (batch.Count == 1 && !_database.IsWorthRepeating(failure)) batch[0].Fail(failure);
            else batch.ForEach(work => RunOneByOne(desk, work));
            return;
        }

        foreach (var work in batch) work.Finish();
    }

    /// <summary>One bad piece of work must not fail its neighbours: each runs again in a transaction of its own.</summary>
    private void RunOneByOne(WriteDesk desk, Work work)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                desk.Begin();
                work.Run(desk.Turn);
                desk.Commit();
                work.Finish();
                return;
            }
            catch (Exception failure)
            {
                desk.RollBack();
                if (_database.IsWorthRepeating(failure) && tries < Tries) continue;
                if (_database.IsAway(failure)) desk.CloseConnection();
                work.Fail(_database.IsAway(failure) ? new DatabaseAwayException(failure) : failure);
                return;
            }
        }
    }

    /// <summary>The database is away: whoever waits now is told, instead of each waiting for an attempt of its own.</summary>
    private void FailAll(WriteDesk desk, List<Work> batch, Exception failure)
    {
        desk.CloseConnection();
        while (_waiting.Reader.TryRead(out var waiting)) batch.Add(waiting);
        foreach (var work in batch) work.Fail(new DatabaseAwayException(failure));
    }

    private abstract class Work
    {
        public abstract void Run(WriteTurn turn);
        public abstract void Finish();
        public abstract void Fail(Exception failure);
    }

    private sealed class Work<T>(Func<WriteTurn, T> work) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Done => _done.Task;

        public override void Run(WriteTurn turn) => _result = work(turn);
        public override void Finish() => _done.TrySetResult(_result);
        public override void Fail(Exception failure) => _done.TrySetException(failure);
    }
}
