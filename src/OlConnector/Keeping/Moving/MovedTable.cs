using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using OlConnector.Storage;

namespace OlConnector.Keeping.Moving;

/// <summary>One table of the books: read here, written there, and read there once more.</summary>
internal sealed class MovedTable
{
    private readonly ColumnKind[] _kinds;
    private readonly string _columns;

    private MovedTable(ITable table)
    {
        var columns = table.Columns.ToList();
        Name = table.Name;
        _columns = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        _kinds = [.. columns.Select(column => ColumnKind.Of(column.StoreType))];
        Counter = columns.Find(column => column.PropertyMappings.Any(mapping => CountsUp(mapping.Property)))?.Name;
    }

    /// <summary>Its name, the same in both databases.</summary>
    public string Name { get; }

    /// <summary>The column that the database counts up; null for none. A number that was given once is never given again.</summary>
    public string? Counter { get; }

    /// <summary>What is moved: all tables of the model but those that belong to one database.</summary>
    internal static IReadOnlyList<MovedTable> All(Database target)
    {
        using var db = target.Read();
        return
        [
            .. db.Model.GetRelationalModel().Tables.Where(table => !OfOneDatabase.Contains(table.Name))
                .OrderBy(table => table.Name, StringComparer.Ordinal).Select(table => new MovedTable(table)),
        ];
    }

    /// <summary>Keys are carried over by themselves; a lease is held by a process that does not run any more.</summary>
    private static readonly string[] OfOneDatabase = ["stored_keys", "moves", "leases"];

    /// <summary>Writes all rows; answers what they add up to.</summary>
    internal RowPrint Copy(DbConnection source, NpgsqlConnection target)
    {
        var print = new RowPrint();
        using var importer = target.BeginBinaryImport($"COPY \"{Name}\" ({_columns}) FROM STDIN (FORMAT BINARY)");
        importer.Timeout = TimeSpan.Zero;
        Read(source, print, importer);
        importer.Complete();
        return print;
    }

    /// <summary>What a database's rows add up to.</summary>
    internal RowPrint PrintOf(DbConnection database)
    {
        var print = new RowPrint();
        Read(database, print, importer: null);
        return print;
    }

    private void Read(DbConnection database, RowPrint print, NpgsqlBinaryImporter? importer)
    {
        using var command = database.CreateCommand();
        command.CommandText = $"SELECT {_columns} FROM \"{Name}\"";
        command.CommandTimeout = 0;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            importer?.StartRow();
            for (var at = 0; at < _kinds.Length; at++)
            {
                var value = rows.IsDBNull(at) ? null : _kinds[at].Read(rows, at);
                print.Add(value);
                if (value is null) importer?.WriteNull();
                else importer?.Write(value, _kinds[at].Type);
            }

            print.EndRow();
        }
    }

    private static bool CountsUp(IProperty property) =>
        property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long) && property.IsPrimaryKey();
}
