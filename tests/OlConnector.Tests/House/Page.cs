namespace OlConnector.Tests.House;

/// <summary>A Markdown page with its sections and tables.</summary>
internal sealed class Page(string path)
{
    private readonly string[] _lines = Repository.Read(path).Split('\n');

    /// <summary>The whole text.</summary>
    internal string Text => string.Join('\n', _lines);

    /// <summary>
    /// Rows of all tables of a section, without head and ruler; cells are trimmed. A bar inside a cell is written <c>\|</c>.
    /// </summary>
    /// <param name="heading">The section's heading without its marks; null for the whole page.</param>
    internal IReadOnlyList<string[]> Rows(string? heading = null)
    {
        var rows = new List<string[]>();
        var lines = heading is null ? _lines : Section(heading);
        for (var i = 0; i < lines.Length; i++)
        {
            var isHead = i + 1 < lines.Length && IsRuler(lines[i + 1]);
            if (lines[i].StartsWith('|') && !isHead && !IsRuler(lines[i])) rows.Add(Cells(lines[i]));
        }

        return rows;
    }

    /// <summary>Lines of a section up to the next heading of the same or a higher level.</summary>
    internal string[] Section(string heading)
    {
        var start = Array.FindIndex(_lines, line => line.StartsWith('#') && line.TrimStart('#').Trim() == heading);
        if (start < 0) throw new InvalidOperationException($"{path} has no section '{heading}'.");
        var level = _lines[start].TakeWhile(sign => sign == '#').Count();
        return [.. _lines.Skip(start + 1).TakeWhile(line => !line.StartsWith('#') || line.TakeWhile(sign => sign == '#').Count() > level)];
    }

    /// <summary>Contents of the fenced blocks of a language.</summary>
    internal IReadOnlyList<string> Blocks(string language) =>
        [.. Text.Find($@"^```{language}\n(?<block>[\s\S]*?)^```").Select(match => match.Groups["block"].Value)];

    /// <summary>What stands between the first pair of backticks; the cell itself where there is none.</summary>
    internal static string Code(string cell) => cell.Split('`') is [_, var code, ..] ? code : cell;

    private static bool IsRuler(string line) =>
        line.StartsWith('|') && line.Contains("--", StringComparison.Ordinal) && line.All(sign => "|-: ".Contains(sign));

    private static string[] Cells(string line) =>
        [.. line.Trim().Trim('|').Replace("\\|", "\0", StringComparison.Ordinal).Split('|').Select(cell => cell.Replace('\0', '|').Trim())];
}
