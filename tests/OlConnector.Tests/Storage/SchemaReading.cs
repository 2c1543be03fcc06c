using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OlConnector.Tests.Storage;

/// <summary>What a database says about its own schema, one comparable line per fact.</summary>
internal static class SchemaReading
{
    /// <summary>
    /// Tables, columns with type and nullability, keys, indexes with their order and filter. EF's own tables are left out.
    /// </summary>
    internal static IReadOnlyList<string> Of(DbConnection connection)
    {
        if (connection is not SqliteConnection)
            return [.. PostgreSqlFacts.SelectMany(facts => Rows(connection, facts)).Select(row => string.Join(' ', row))
                .Order(StringComparer.Ordinal)];
        var tables = Rows(
            connection,
            "SELECT name, sql FROM sqlite_master"
            + " WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'");
        return [.. tables.SelectMany(table => OfTable(connection, table[0], table[1])).Order(StringComparer.Ordinal)];
    }

    private static readonly string[] PostgreSqlFacts =
    [
        """
        SELECT table_name || '.' || column_name, data_type, is_nullable, COALESCE(column_default, 'none'), is_identity,
               COALESCE(identity_generation, '')
          FROM information_schema.columns WHERE table_schema = 'public' AND left(table_name, 4) <> '__EF'
        """,
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND left(tablename, 4) <> '__EF'",
        """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace AND left(conrelid::regclass::text, 5) <> '"__EF'
        """,
    ];

    private static IEnumerable<string> OfTable(DbConnection connection, string table, string sql)
    {
        yield return $"{table}{(sql.Contains("AUTOINCREMENT", StringComparison.OrdinalIgnoreCase) ? " counts its keys up for ever" : "")}";
        foreach (var column in Rows(connection,
            $"SELECT name, type, \"notnull\", COALESCE(dflt_value, 'none'), pk FROM pragma_table_info('{table}')"))
            yield return $"{table}.{column[0]} {column[1]}{(column[2] == "1" ? " not null" : "")} default {column[3]} key {column[4]}";
        foreach (var key in Rows(connection, $"SELECT \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list('{table}')"))
            yield return $"{table}.{key[0]} references {key[1]}.{key[2]} on delete {key[3]}";
        foreach (var index in Rows(connection, $"SELECT name, \"unique\", origin, partial FROM pragma_index_list('{table}')"))
            yield return $"{table} index {OfIndex(connection, index)}";
    }

    private static string OfIndex(DbConnection connection, string[] index)
    {
        var columns = Rows(
            connection,
            $"SELECT name || CASE \"desc\" WHEN 1 THEN ' desc' ELSE '' END"
            + $" FROM pragma_index_xinfo('{index[0]}') WHERE key = 1 ORDER BY seqno").Select(row => row[0]);
        var sql = Rows(connection, $"SELECT COALESCE(sql, '') FROM sqlite_master WHERE type = 'index' AND name = '{index[0]}'").Single()[0];
        var name = index[2] == "c" ? index[0] : "of the key";
        var where = index[3] == "1" ? sql[sql.IndexOf(" WHERE ", StringComparison.Ordinal)..] : "";
        return $"{name} ({string.Join(", ", columns)}){(index[1] == "1" ? " unique" : "")}{where}";
    }

    private static List<string[]> Rows(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount)
                .Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!)]);
        return rows;
    }
}
