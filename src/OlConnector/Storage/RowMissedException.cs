namespace OlConnector.Storage;

/// <summary>A change did not meet just the rows that this turn believed to hold: the work has to begin anew.</summary>
internal sealed class RowMissedException(string sql, int rows, int wanted)
    : InvalidOperationException($"Changed {rows} rows instead of {wanted}: {sql}")
{
    internal static void UnlessOne(int rows, string sql) => Unless(1, rows, sql);

    internal static void Unless(int wanted, int rows, string sql)
    {
        if (rows != wanted) throw new RowMissedException(sql, rows, wanted);
    }
}
