using System.Data.Common;

namespace OlConnector.Storage;

/// <summary>
/// One piece of work's view of the writer's transaction. Valid only while that work runs, on its thread. A work lets every failure of the
/// database through: on PostgreSQL a transaction in which a statement failed is over.
/// </summary>
internal sealed class WriteTurn(Database database, DbConnection connection)
{
    private readonly IStatements _statements = database.StatementsOn(connection);
    private readonly SortedDictionary<string, (Action<WriteTurn, int> Write, int Number)> _counted = new(StringComparer.Ordinal);
    private readonly HashSet<Action> _afterwards = [];

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => _statements.Execute(sql, values);

    /// <summary>Runs a query and reads its rows.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values) =>
        _statements.Query(sql, read, int.MaxValue, values);

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values) =>
        _statements.Query(sql, read, 1, values) is [var row] ? row : default;

    /// <summary>Changes what is there to change; nobody waits for it before the next statement whose answer is needed.</summary>
    public void Put(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => _statements.Put(sql, changed: null, values);

    /// <summary>
    /// Like a put, for a row that this transaction holds and knows: exactly one changes, or the whole work is undone and begun anew.
    /// </summary>
    public void PutOne(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Put(sql, rows => RowMissedException.UnlessOne(rows, sql), values);

    /// <summary>A put whose outcome matters: how many rows it changed is told at the latest before the commit.</summary>
    public void Put(string sql, Action<int> changed, params ReadOnlySpan<(string Name, object? Value)> values) =>
        _statements.Put(sql, changed, values);

    /// <summary>A context inside this transaction, for everything that is not hot. Dispose it within the turn.</summary>
    public OlConnectorDb OpenDb()
    {
        _statements.Flush();
        return database.Within(connection);
    }

    /// <summary>
    /// Adds one to a counter that many works share. The sum is written once, before the commit and in the order of keys: a row that
    /// everybody counts in is locked for a moment only, and two nodes never wait for each other in a circle.
    /// </summary>
    public void CountUp(string key, Action<WriteTurn, int> write) => _counted[key] = (write, _counted.GetValueOrDefault(key).Number + 1);

    /// <summary>
    /// Rings a bell once the transaction is durable: whoever it wakes finds what this work wrote. Once, however often it is asked for;
    /// never when the work is undone. What rings may not throw.
    /// </summary>
    public void Afterwards(Action ring) => _afterwards.Add(ring);

    /// <summary>Begins the transaction.</summary>
    internal void Begin() => _statements.Put(database.Begin, changed: null, []);

    /// <summary>Writes what was counted, ends the transaction, and rings.</summary>
    internal void Commit()
    {
        // Before the rest: it may have more to count, and a row that was missed must be known before the commit.
        _statements.Flush();
        foreach (var (write, number) in _counted.Values) write(this, number);
        _counted.Clear();
        _statements.Execute("COMMIT", []);
        if (_afterwards.Count == 0) return;
        foreach (var ring in _afterwards) ring();
        _afterwards.Clear();
    }

    /// <summary>Undoes the transaction, and forgets what was put and counted in it.</summary>
    internal void RollBack()
    {
        _counted.Clear();
        _afterwards.Clear();
        _statements.Forget();
        _statements.Execute("ROLLBACK", []);
    }

    /// <summary>Lets the prepared statements go.</summary>
    internal void Dispose() => _statements.Dispose();
}
