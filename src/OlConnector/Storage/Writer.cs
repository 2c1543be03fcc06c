using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>
/// The one place where rows change. Work that arrives while a commit is being flushed shares the next one; each caller continues after the
/// commit that holds its work. Nothing waits artificially (docs/adr/0003).
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    private readonly Channel<Work> _waiting;
    private readonly Database _database;
    private readonly int _worksPerCommit;
    private readonly Lazy<Thread> _thread;

    public Writer(Database database, IOptions<DatabaseOptions> options)
    {
        _database = database;
        _worksPerCommit = options.Value.WritesPerCommit;
        _waiting = Channel.CreateBounded<Work>(new BoundedChannelOptions(options.Value.WaitingWrites) { SingleReader = true });
        _thread = new Lazy<Thread>(StartThread);
    }

    /// <summary>For benchmarks only: answers without executing, to show what storage costs.</summary>
    internal bool AcknowledgesOnly { get; set; }

    /// <summary>Runs work in the writer's transaction; done when it is durable. The work may run twice, so it must touch nothing but the database.</summary>
    public async Task<T> RunAsync<T>(Func<WriteTurn, T> work, CancellationToken ct = default)
    {
        _ = _thread.Value;
        var item = new Work<T>(work);
        await _waiting.Writer.WriteAsync(item, ct);
        return await item.Done;
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Action<WriteTurn> work, CancellationToken ct = default) => RunAsync(turn => { work(turn); return true; }, ct);

    /// <summary>Like <see cref="RunAsync{T}"/>, but refuses at once when too much waits already.</summary>
    public bool TryRun<T>(Func<WriteTurn, T> work, out Task<T> done)
    {
        _ = _thread.Value;
        var item = new Work<T>(work);
        done = item.Done;
        return _waiting.Writer.TryWrite(item);
    }

    /// <summary>Finishes what waits, then ends.</summary>
    public ValueTask DisposeAsync()
    {
        if (_waiting.Writer.TryComplete() && _thread.IsValueCreated) _thread.Value.Join();
        return ValueTask.CompletedTask;
    }

    private Thread StartThread()
    {
        var thread = new Thread(WriteUntilClosed) { IsBackground = true, Name = "writer" };
        thread.Start();
        return thread;
    }

    private void WriteUntilClosed()
    {
        using var connection = _database.OpenForWriting();
        var turn = new WriteTurn(connection);
        var batch = new List<Work>(_worksPerCommit);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Commit(connection, turn, batch);
            batch.Clear();
        }

        turn.Dispose();
    }

    private void Commit(DbConnection connection, WriteTurn turn, List<Work> batch)
    {
        try
        {
            Statement(connection, "BEGIN IMMEDIATE");
            while (batch.Count < _worksPerCommit && _waiting.Reader.TryRead(out var work))
            {
                batch.Add(work);
                if (!AcknowledgesOnly) work.Run(turn);
            }

            Statement(connection, "COMMIT");
        }
        catch (Exception failure)
        {
            RollBack(connection);
            RunApart(connection, turn, batch, failure);
            return;
        }

        foreach (var work in batch) work.Finish();
    }

    /// <summary>One bad piece of work must not fail its neighbours: each runs again in a transaction of its own.</summary>
    private void RunApart(DbConnection connection, WriteTurn turn, List<Work> batch, Exception failure)
    {
        if (batch.Count <= 1)
        {
            // Nothing was taken when the transaction could not even begin: the oldest caller is told, so that this never spins.
            var only = batch.Count == 1 ? batch[0] : _waiting.Reader.TryRead(out var oldest) ? oldest : null;
            only?.Fail(failure);
            return;
        }

        foreach (var work in batch)
        {
            try
            {
                Statement(connection, "BEGIN IMMEDIATE");
                work.Run(turn);
                Statement(connection, "COMMIT");
                work.Finish();
            }
            catch (Exception own)
            {
                RollBack(connection);
                work.Fail(own);
            }
        }
    }

    private static void RollBack(DbConnection connection)
    {
        try
        {
            Statement(connection, "ROLLBACK");
        }
        catch (DbException)
        {
            // The engine has rolled back by itself already (disk full, I/O error).
        }
    }

    private static void Statement(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
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
