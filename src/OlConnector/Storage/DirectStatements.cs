using System.Data.Common;
using System.Text.Json;

namespace OlConnector.Storage;

/// <summary>Statements into the process's own file: each runs at once. Commands are prepared once and kept.</summary>
internal sealed class DirectStatements(DbConnection connection) : IStatements
{
    private readonly Dictionary<string, (DbCommand Command, string[] Names)> _prepared = new(StringComparer.Ordinal);

    public int Execute(string sql, ReadOnlySpan<(string Name, object? Value)> values) => Prepare(sql, values).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, int most, ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (rows.Count < most && reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public void Put(string sql, Action<int>? changed, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var rows = Execute(sql, values);
        changed?.Invoke(rows);
    }

    public void Flush()
    {
    }

    public void Forget()
    {
    }

    public void Dispose()
    {
        foreach (var (command, _) in _prepared.Values) command.Dispose();
        _prepared.Clear();
    }

    private DbCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var prepared))
        {
            prepared = (connection.CreateCommand(), StatementNames.Of(values));
            prepared.Command.CommandText = sql;
            foreach (var name in prepared.Names) prepared.Command.Parameters.Add(Parameter(prepared.Command, name));
            _prepared[sql] = prepared;
        }

        for (var i = 0; i < prepared.Names.Length; i++)
            prepared.Command.Parameters[i].Value = Single(ColumnValues.Of(StatementNames.ValueAt(prepared.Names, i, values)));
        return prepared.Command;
    }

    /// <summary>A set is a JSON array (<see cref="RowSet"/>), its identifiers spelled as the provider stores them.</summary>
    private static object Single(object value) => value switch
    {
        Guid[] ids => JsonSerializer.Serialize(Array.ConvertAll(ids, id => id.ToString().ToUpperInvariant())),
        long[] numbers => JsonSerializer.Serialize(numbers),
        string[] texts => JsonSerializer.Serialize(texts),
        _ => value,
    };

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        return parameter;
    }
}
