using System.Data.Common;
using Npgsql;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Storage.Rows;

namespace OlConnector.Keeping.Moving;

/// <summary>
/// Moves the books of the embedded database into an empty one on PostgreSQL, keys included. All of it becomes valid there in one
/// transaction, after each table was read back and compared; whatever stops it before leaves both databases as they were. From then on
/// nothing is sent from the old one (<see cref="MoveMark"/>).
/// </summary>
internal sealed class BooksMove(
    SqliteDatabase source, PostgreSqlDatabase target, DataDirectory directory, MasterKey master, TimeProvider clock, Action<string> say)
{
    private readonly IReadOnlyList<MovedTable> _tables = MovedTable.All(target);

    /// <summary>Moves, or finds out that it was done.</summary>
    /// <exception cref="MoveRefusedException">The new database is not one to move into.</exception>
    internal void Run()
    {
        foreach (var database in (Database[])[source, target]) new Migrator(database, directory).Migrate();
        using var from = source.OpenForWriting();
        using var into = new NpgsqlConnection(target.ConnectionString);
        into.Open();
        using var transaction = into.BeginTransaction();
        TargetGate.Close(into, _tables);
        if (WasDone(from, into)) return;
        TargetGate.RefuseUnlessEmpty(into, _tables);
        CarryKeys(into);
        foreach (var table in _tables) Carry(table, from, into);
        Mark(from, into);
        transaction.Commit();
        into.ExecuteHoweverLong("ANALYZE");
        say("Moved. Start with Database:Provider=PostgreSql, the same Secrets:MasterKey and the same DataDirectory.");
    }

    /// <summary>A mark here says that the end was near; the same mark there, that it was reached.</summary>
    private bool WasDone(DbConnection from, NpgsqlConnection into)
    {
        using var db = source.Read();
        foreach (var mark in db.Moves)
        {
            if (into.Finds("SELECT 1 FROM moves WHERE id = @id", ("id", mark.Id)))
            {
                say($"Nothing to do: this database was moved there at {mark.At:u}.");
                return true;
            }
        }

        from.Execute("DELETE FROM moves");
        return false;
    }

    private void CarryKeys(NpgsqlConnection into)
    {
        var keys = RingFiles.Wrapped(directory, master);
        foreach (var key in keys)
            into.Execute("INSERT INTO stored_keys (name, xml) VALUES (@name, @xml)", ("name", key.Name), ("xml", key.Xml));
        say($"keys: {keys.Count}");
    }

    private void Carry(MovedTable table, DbConnection from, NpgsqlConnection into)
    {
        var start = clock.GetTimestamp();
        var (sent, found) = (table.Copy(from, into), table.PrintOf(into));
        if ((sent.Rows, sent.Sum) != (found.Rows, found.Sum))
            throw new MoveRefusedException(
                $"What arrived in {table.Name} is not what was sent ({sent.Rows} rows, {found.Rows} there). Nothing was moved. "
                + "Please report this with the versions of both databases.");
        if (table.Counter is { } counter) CountOn(table.Name, counter, from, into);
        if (sent.Rows > 0) say($"{table.Name}: {sent.Rows} rows, {clock.GetElapsedTime(start).TotalSeconds:0.0} s");
    }

    /// <summary>Numbers go on behind the last one that was ever given, also where its row is gone.</summary>
    private static void CountOn(string table, string counter, DbConnection from, NpgsqlConnection into)
    {
        if (from.Ask("SELECT seq FROM sqlite_sequence WHERE name = @table", ("table", table)) is long last)
            into.Execute($"SELECT setval(pg_get_serial_sequence('{table}', '{counter}'), @last)", ("last", last));
    }

    /// <summary>First there, where it is not valid yet; then here, where it is at once; then all there becomes valid.</summary>
    private void Mark(DbConnection from, NpgsqlConnection into)
    {
        var (id, now) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow());
        into.Execute("INSERT INTO moves (id, at) VALUES (@id, @at)", ("id", id), ("at", now.ToUnixTimeMilliseconds()));
        from.Execute("INSERT INTO moves (id, at) VALUES (@id, @at)", ("id", id), ("at", now.ToUnixTimeMilliseconds()));
    }
}
