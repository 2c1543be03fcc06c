using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>
/// The one place where rows change. Each caller continues after the commit that holds its work. On SQLite all work goes through one lane,
/// and what arrives while a commit is being flushed shares the next one (docs/adr/0003). On PostgreSQL the intake has such a lane, and
/// everything else runs beside it on a few connections, a transaction each, so that no two works hold each other's rows (docs/adr/0008).
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private readonly WriteLane _intake;
    private readonly WriteLane _work;

    public Writer(Database database, IOptions<DatabaseOptions> options)
    {
        var limits = options.Value;
        _intake = new WriteLane(database, "intake", limits.WaitingWrites, limits.WritesPerCommit, threads: 1);
        _work = database.IsShared
            ? new WriteLane(database, "writer", limits.WaitingWrites, worksPerCommit: 1, limits.Writers - 1)
            : _intake;
    }

    /// <summary>For benchmarks only: answers without executing, to show what storage costs.</summary>
    internal bool AcknowledgesOnly
    {
        set => _intake.AcknowledgesOnly = _work.AcknowledgesOnly = value;
    }

    /// <summary>
    /// Runs work in a writer's transaction; done when it is durable. The work may run twice, so it must touch nothing but the database.
    /// </summary>
    /// <exception cref="DatabaseAwayException">The database cannot be written; whether the work was stored is not known.</exception>
    public async Task<T> RunAsync<T>(Func<WriteTurn, T> work, CancellationToken ct = default) => await await _work.AddAsync(work, ct);

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Action<WriteTurn> work, CancellationToken ct = default) => RunAsync(turn => { work(turn); return true; }, ct);

    /// <summary>True while a HANDLER call waits for the work that runs now: a long one that can be cut short ends here.</summary>
    public bool IsAwaited => _work == _intake && _intake.IsAwaited;

    /// <summary>For the intake: like <see cref="RunAsync{T}"/>, but refuses at once when too much waits already.</summary>
    public bool TryRun<T>(Func<WriteTurn, T> work, out Task<T> done) => _intake.TryAdd(work, out done);

    /// <summary>Finishes what waits, then ends.</summary>
    public ValueTask DisposeAsync()
    {
        _intake.Close();
        if (_work != _intake) _work.Close();
        return ValueTask.CompletedTask;
    }
}
