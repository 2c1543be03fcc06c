namespace OlConnector.Storage;

/// <summary>
/// Row locks, written as comments: SQLite, which has one writer, reads past them; PostgreSQL takes them at their word. Whoever reads a
/// row to change it by what was read takes the lock with it. Order: lines (by id), then messages (by sequence), then the rest in the same
/// order.
/// </summary>
internal static class RowLock
{
    /// <summary>Waits for whoever has the row.</summary>
    internal const string Wait = "/*FOR UPDATE*/";

    /// <summary>Passes over rows that somebody has.</summary>
    internal const string Skip = "/*FOR UPDATE SKIP LOCKED*/";
}
