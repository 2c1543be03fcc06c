using System.Data.Common;
using OlConnector.Engine;

namespace OlConnector.Storage;

/// <summary>One piece of work's view of the writer's transaction. Valid only while that work runs, on its thread.</summary>
public sealed class WriteTurn(DbConnection connection)
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>Runs a statement and says how many rows it changed. Commands are prepared once and kept.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Runs a query and reads its rows.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    /// <summary>A context inside this transaction, for everything that is not hot. Dispose it within the turn.</summary>
    public OlConnectorDb OpenDb() => Database.Within(connection);

    /// <summary>Empties the cache of prepared commands.</summary>
    internal void Dispose()
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

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = ToColumn(values[i].Value);
        return command;
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        return parameter;
    }

    /// <summary>The same meaning that EF's converters give.</summary>
    private static object ToColumn(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
        TimeSpan span => (long)span.TotalMilliseconds,
        PortalId portal => portal.Value,
        LineId line => line.Value,
        MessageId message => message.Value,
        Enum word => Words.Of(word),
        _ => value,
    };
}
