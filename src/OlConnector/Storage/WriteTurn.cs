using System.Data.Common;
using System.Text;
using OlConnector.Engine;

namespace OlConnector.Storage;

/// <summary>
/// One piece of work's view of the writer's transaction. Valid only while that work runs, on its thread. A work lets every failure of the database through: on
/// PostgreSQL a transaction in which a statement failed is over.
/// </summary>
public sealed class WriteTurn(Database database, DbConnection connection)
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (Action<WriteTurn, int> Write, int Number)> _counted = new(StringComparer.Ordinal);

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
    public OlConnectorDb OpenDb() => database.Within(connection);

    /// <summary>
    /// Adds one to a counter that many works share. The sum is written once, before the commit and in the order of keys: a row that everybody counts in is
    /// locked for a moment only, and two nodes never wait for each other in a circle.
    /// </summary>
    public void CountUp(string key, Action<WriteTurn, int> write) => _counted[key] = (write, _counted.GetValueOrDefault(key).Number + 1);

    /// <summary>Writes what was counted.</summary>
    internal void WriteCounts()
    {
        foreach (var (write, number) in _counted.Values) write(this, number);
        _counted.Clear();
    }

    /// <summary>Forgets what was counted: the transaction is rolled back.</summary>
    internal void ForgetCounts() => _counted.Clear();

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
            command.CommandText = database.Speak(sql);
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
        string text => Storable(text),
        _ => value,
    };

    /// <summary>PostgreSQL keeps neither U+0000 nor half a surrogate pair; a text that holds one is the same text on both databases.</summary>
    private static string Storable(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal) && IsWellFormed(text)) return text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])) return false;
        }

        return true;
    }
}
