using System.Data.Common;
using System.Text.Json;

namespace OlConnector.Storage;

/// <summary>Statements into the process's own file: each runs at once. Commands are prepared once and kept.</summary>
internal sealed class DirectStatements(DbConnection connection) : IStatements
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

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
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
    }

    private DbCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values) command.Parameters.Add(Parameter(command, name));
            _prepared[sql] = command;
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = Single(ColumnValues.Of(values[i].Value));
        return command;
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
