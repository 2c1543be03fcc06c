namespace OlConnector.Storage;

/// <summary>A change did not meet the one row that this turn believed to hold: the work has to begin anew.</summary>
internal sealed class RowMissedException(string sql, int rows) : InvalidOperationException($"Changed {rows} rows instead of one: {sql}")
{
    internal static void UnlessOne(int rows, string sql)
    {
        if (rows != 1) throw new RowMissedException(sql, rows);
    }
}
