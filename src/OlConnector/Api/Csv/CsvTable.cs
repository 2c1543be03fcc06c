using CsvHelper;

namespace OlConnector.Api.Csv;

/// <summary>One row of a table.</summary>
/// <param name="Number">As a table program counts: the first row, that of the columns' names, is 1.</param>
/// <param name="Values">Of the columns asked for; empty where the row, or the table, has none.</param>
internal sealed record TableRow(int Number, string[] Values);

/// <summary>
/// The columns of a table that somebody brings: separated by semicolon, comma or tab, in whatever order and with others among them.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    /// <summary>A quotation mark that nobody closed ends with its row: it takes no other with it.</summary>
    private static readonly CsvReaderOptions Tolerant = new()
    {
        AllowLineBreaksInQuotes = false,
        SkipEmptyLines = false,
        TrackLineNumbers = true,
    };

    private readonly CsvReader _reader;
    private readonly int[] _places;

    private CsvTable(byte[] body, string[] columns)
    {
        _reader = CsvReader.FromText(CsvText.Of(body), Tolerant);
        _places = Array.ConvertAll(columns, column => _reader.TryGetFieldIndex(column, out var place) ? place : -1);
    }

    /// <summary>Opens a table; null when its first row does not name the first of these columns.</summary>
    /// <param name="body">The table.</param>
    /// <param name="columns">The one that is needed, then others. Case does not matter.</param>
    internal static CsvTable? Open(byte[] body, params string[] columns)
    {
        var table = new CsvTable(body, columns);
        if (table._places[0] >= 0) return table;
        table.Dispose();
        return null;
    }

    /// <summary>The rows below the names. Those in which nothing stands are counted and left out.</summary>
    internal IEnumerable<TableRow> Rows()
    {
        while (_reader.Read())
        {
            var row = new TableRow((int)_reader.LineNumber, Array.ConvertAll(_places, ValueAt));
            if (Array.Exists(row.Values, value => value.Length > 0)) yield return row;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private string ValueAt(int place) => place < 0 ? "" : SafeCell.Read(_reader.GetString(place).Trim());
}
