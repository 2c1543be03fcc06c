namespace OlConnector.Api.Tables;

/// <summary>Finds the sign between a table's cells (docs/text.md, Tables of recipients).</summary>
internal static class TableDelimiter
{
    /// <summary>Records that are looked at.</summary>
    private const int Records = 50;

    private const string Excel = "sep=";

    /// <summary>In the order in which they win where they fit alike.</summary>
    private static readonly char[] Candidates = [';', '\t', ','];

    /// <summary>The sign; null where no candidate stands in most records.</summary>
    /// <param name="sample">The beginning of the table.</param>
    internal static char? Find(string sample) => Candidates
        .Select(sign => (Sign: (char?)sign, Share: ShareOf(sample, sign)))
        .Where(one => one.Share > 0).OrderByDescending(one => one.Share).FirstOrDefault().Sign;

    /// <summary>The sign that Excel's own first line names; null where there is none.</summary>
    internal static char? NamedIn(string sample) =>
        sample.StartsWith(Excel, StringComparison.OrdinalIgnoreCase) && sample.Length > Excel.Length
            && (sample.Length == Excel.Length + 1 || sample[Excel.Length + 1] is '\r' or '\n')
            ? sample[Excel.Length]
            : null;

    /// <summary>In how many of the records it stands as often as in most of them; nothing where most are without it.</summary>
    private static double ShareOf(string sample, char sign)
    {
        var (reader, counts) = (new TableReader(new StringReader(sample), sign), new List<int>(Records));
        while (counts.Count < Records && reader.Read()) counts.Add(reader.Cells.Count - 1);
        // So many cells are a wrong table's, and not a wrong sign's.
        if (reader.Problem == TableProblem.TooManyColumns) return 1;
        if (counts.Count == 0) return 0;
        var usual = counts.CountBy(count => count).MaxBy(group => group.Value);
        return usual.Key == 0 ? 0 : (double)usual.Value / counts.Count;
    }
}
