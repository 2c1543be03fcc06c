using System.Data.Common;
using System.Text.RegularExpressions;

namespace OlConnector.Storage;

/// <summary>
/// Statements over a wire: what was put travels in one piece with the next statement whose answer is needed, or with the commit. A
/// message costs dozens of statements, and waiting for each to come back costs more than running it.
/// </summary>
internal sealed partial class PipelinedStatements(DbConnection connection, Func<string, string> translate) : IStatements
{
    /// <summary>Longer pieces are sent in several.</summary>
    private const int MostWaiting = 400;

    private readonly Dictionary<string, Translated> _translated = new(StringComparer.Ordinal);
    private readonly List<Action<int>?> _changed = [];
    private DbBatch _batch = connection.CreateBatch();

    public int Execute(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = Add(sql, changed: null, values);
        Flush();
        return command.RecordsAffected;
    }

    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, int most, ReadOnlySpan<(string Name, object? Value)> values)
    {
        Add(sql, changed: null, values);
        var rows = new List<T>();
        return Send(batch =>
        {
            // What was put before gives no rows: the first rows are the query's.
            using var reader = batch.ExecuteReader();
            while (rows.Count < most && reader.Read()) rows.Add(read(reader));
            return rows;
        });
    }

    public void Put(string sql, Action<int>? changed, ReadOnlySpan<(string Name, object? Value)> values)
    {
        Add(sql, changed, values);
        if (_changed.Count >= MostWaiting) Flush();
    }

    public void Flush()
    {
        if (_changed.Count > 0) Send(batch => batch.ExecuteNonQuery());
    }

    public void Forget()
    {
        _changed.Clear();
        _batch.Dispose();
        _batch = connection.CreateBatch();
    }

    public void Dispose() => _batch.Dispose();

    private T Send<T>(Func<DbBatch, T> run)
    {
        using var batch = _batch;
        var changed = _changed.ToArray();
        _batch = connection.CreateBatch();
        _changed.Clear();
        var result = run(batch);
        for (var i = 0; i < changed.Length; i++) changed[i]?.Invoke(batch.BatchCommands[i].RecordsAffected);
        return result;
    }

    private DbBatchCommand Add(string sql, Action<int>? changed, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _batch.CreateBatchCommand();
        if (!_translated.TryGetValue(sql, out var translated)) _translated[sql] = translated = ByPosition(translate(sql), values);
        command.CommandText = translated.Text;
        foreach (var place in translated.Places)
        {
            var parameter = command.CreateParameter();
            parameter.Value = ColumnValues.Of(StatementNames.ValueAt(translated.Names, place, values));
            command.Parameters.Add(parameter);
        }

        _batch.BatchCommands.Add(command);
        _changed.Add(changed);
        return command;
    }

    /// <summary>Parameters by their place, as the protocol has them: named ones would be looked for in the text each time.</summary>
    private static Translated ByPosition(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var (names, places) = (StatementNames.Of(values), new List<int>());
        var text = Named().Replace(sql, match =>
        {
            if (Array.IndexOf(names, match.Groups["name"].Value) is not (>= 0 and var given)) return match.Value;
            if (!places.Contains(given)) places.Add(given);
            return $"${places.IndexOf(given) + 1}";
        });
        return new Translated(text, names, [.. places]);
    }

    [GeneratedRegex("@(?<name>[a-z_]+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();

    /// <param name="Text">The statement in the server's words.</param>
    /// <param name="Names">The values' names, in the order in which they were given when it was translated.</param>
    /// <param name="Places">Which of these its first, second… parameter is.</param>
    private sealed record Translated(string Text, string[] Names, int[] Places);
}
