using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OlConnector.Tests.Keeping.Moving;

/// <summary>Rows of whatever fits into a column, made from what PostgreSQL says of the tables.</summary>
internal static class RandomRows
{
    /// <summary>Of one database: the tables that are not carried, and EF's own.</summary>
    private const string Columns = """
        SELECT table_name, column_name, data_type, is_nullable = 'YES' FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name NOT IN ('moves', 'leases', 'stored_keys', '__EFMigrationsHistory')
        """;

    /// <summary>Signs that databases have stumbled over; a NUL is kept as another sign (ADR 0008), so it is not among them.</summary>
    private static readonly string[] Texts =
        ["Привет", "O'Brien \"x\"", "\\N", "\t\r\n", "😀🇷🇺", "ё\u0301", "{a|b}", "", " ", "\u2028\uFFFD"];

    private sealed record Column(string Table, string Name, string Type, bool MayLack);

    /// <summary>Fills every table of the embedded database; answers the tables with their columns.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Fill(MoveWorld world, int seed, int rows = 20)
    {
        var chance = new Random(seed);
        using var source = world.Source();
        using var transaction = source.BeginTransaction();
        var tables = Read(world).GroupBy(column => column.Table).ToDictionary(table => table.Key, table => table.ToList());
        foreach (var (table, columns) in tables)
            for (var number = 1; number <= rows; number++) Insert(source, table, columns, number, chance);
        transaction.Commit();
        return tables.ToDictionary(table => table.Key, table => (IReadOnlyList<string>)[.. table.Value.Select(column => column.Name)]);
    }

    private static void Insert(SqliteConnection source, string table, List<Column> columns, int number, Random chance)
    {
        using var insert = source.CreateCommand();
        insert.CommandText = $"""
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})
            VALUES ({string.Join(", ", columns.Select((_, at) => Place(at)))})
            """;
        for (var at = 0; at < columns.Count; at++)
            insert.Parameters.AddWithValue(
                Place(at), columns[at].MayLack && chance.Next(3) == 0 ? DBNull.Value : Value(columns[at].Type, number, chance));
        insert.ExecuteNonQuery();
    }

    private static string Place(int at) => $"@p{at.ToString(CultureInfo.InvariantCulture)}";

    private static object Value(string type, int number, Random chance) => type switch
    {
        "double precision" => chance.NextDouble() * 1e9 - 5e8,
        "boolean" => chance.Next(2) == 1,
        "integer" => number,
        "bigint" => (long)number * 4_000_000_000,
        "uuid" => NewKey(chance),
        "text" => $"{Texts[chance.Next(Texts.Length)]} {number}-{chance.Next():x}",
        _ => throw new NotSupportedException(type),
    };

    private static Guid NewKey(Random chance)
    {
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static List<Column> Read(MoveWorld world)
    {
        using var target = world.Target();
        using var command = new NpgsqlCommand(Columns, target);
        using var rows = command.ExecuteReader();
        var all = new List<Column>();
        while (rows.Read()) all.Add(new Column(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetBoolean(3)));
        return all;
    }
}
