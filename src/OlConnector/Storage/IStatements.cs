using System.Data.Common;

namespace OlConnector.Storage;

/// <summary>How a turn's statements reach the database: one by one into the process's own file, or together over a wire.</summary>
internal interface IStatements : IDisposable
{
    /// <summary>Runs a statement, after all that were put before it, and says how many rows it changed.</summary>
    int Execute(string sql, ReadOnlySpan<(string Name, object? Value)> values);

    /// <summary>Runs a query, after all that was put before it, and reads up to <paramref name="most"/> rows.</summary>
    List<T> Query<T>(string sql, Func<DbDataReader, T> read, int most, ReadOnlySpan<(string Name, object? Value)> values);

    /// <summary>Runs a statement at the latest with the next one whose answer somebody needs.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="changed">Hears how many rows it changed, as soon as that is known; what it throws comes out of the statement that
    /// made it known.</param>
    /// <param name="values">Its parameters.</param>
    void Put(string sql, Action<int>? changed, ReadOnlySpan<(string Name, object? Value)> values);

    /// <summary>Runs what was put.</summary>
    void Flush();

    /// <summary>Forgets what was put: the transaction is rolled back.</summary>
    void Forget();
}
