using Npgsql;

namespace OlConnector.Keeping.Moving;

/// <summary>Keeps everybody out of the new database while it is filled, and refuses one that is not empty.</summary>
internal static class TargetGate
{
    private const string OtherNodes = """
        SELECT 1 FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'OlConnector' AND pid <> pg_backend_pid()
        """;

    /// <summary>What a node leaves in a database that no portal has come to yet.</summary>
    private static readonly string[] OfIdleNodes = ["revisions", "shared_buckets"];

    /// <summary>
    /// A node that starts now waits for the end, and gives up: it must not read empty books and go on with what it read.
    /// </summary>
    internal static void Close(NpgsqlConnection target, IReadOnlyList<MovedTable> tables)
    {
        if (target.Finds(OtherNodes))
            throw new MoveRefusedException("A node runs on the new database. Stop it first: it has read its books while they were empty.");
        target.Execute("SET LOCAL lock_timeout = '10s'");
        target.Execute($"LOCK TABLE {string.Join(", ", tables.Select(table => $"\"{table.Name}\""))} IN ACCESS EXCLUSIVE MODE");
    }

    /// <exception cref="MoveRefusedException">It holds something.</exception>
    internal static void RefuseUnlessEmpty(NpgsqlConnection target, IReadOnlyList<MovedTable> tables)
    {
        foreach (var table in OfIdleNodes) target.Execute($"DELETE FROM {table}");
        foreach (var table in tables)
            if (target.Finds($"SELECT 1 FROM \"{table.Name}\" LIMIT 1"))
                throw new MoveRefusedException(
                    $"The new database is not empty: there are rows in {table.Name}. Name an empty one; nothing was changed.");
    }
}

/// <summary>Nothing was moved; the message says why and what to do.</summary>
internal sealed class MoveRefusedException(string message) : InvalidOperationException(message);
