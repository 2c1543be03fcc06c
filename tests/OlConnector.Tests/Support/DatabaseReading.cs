using System.Data.Common;
using OlConnector.Storage;

namespace OlConnector.Tests.Support;

/// <summary>A database as it lies there, whatever the product's model knows of it.</summary>
internal static class DatabaseReading
{
    private const string PostgreSqlColumns = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'";

    private const string SqliteColumns =
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";

    /// <summary>Every value of every table, each after its table and column.</summary>
    internal static List<string> Cells(Database database)
    {
        using var connection = TestDatabase.Connect(database);
        return [.. Tables(connection).SelectMany(table => Cells(connection, table))];
    }

    /// <summary>Names of all tables, or of those that have this column.</summary>
    internal static List<string> Tables(DbConnection connection, string? withColumn = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = TestDatabase.IsPostgreSql ? PostgreSqlColumns : SqliteColumns;
        using var rows = command.ExecuteReader();
        var columns = new List<(string Table, string Column)>();
        while (rows.Read()) columns.Add((rows.GetString(0), rows.GetString(1)));
        return [.. columns.Where(found => withColumn is null || found.Column == withColumn).Select(found => found.Table).Distinct()];
    }

    private static List<string> Cells(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        using var rows = command.ExecuteReader();
        var cells = new List<string>();
        while (rows.Read())
            for (var i = 0; i < rows.FieldCount; i++) cells.Add($"{table}.{rows.GetName(i)}: {rows.GetValue(i)}");
        return cells;
    }
}
