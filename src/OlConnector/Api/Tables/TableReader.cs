using System.Text;

namespace OlConnector.Api.Tables;

/// <summary>What makes a table unreadable.</summary>
internal enum TableProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A quotation mark is never closed.</summary>
    UnclosedQuote,

    /// <summary>A row has more than 200 cells.</summary>
    TooManyColumns,

    /// <summary>A cell has more than 65 536 characters.</summary>
    CellTooLong,
}

/// <summary>
/// Reads a table record by record (docs/text.md, Tables of recipients): a quotation mark within an unquoted cell is a sign like any other,
/// a lone carriage return ends a record, line breaks within quotes stay. Own, because the library that writes our tables knows neither and
/// takes a mark that nobody closed for the end of its row instead of telling where it began.
/// </summary>
/// <param name="text">The table.</param>
/// <param name="delimiter">The sign between cells; null for a single column.</param>
internal sealed class TableReader(TextReader text, char? delimiter)
{
    internal const int MostColumns = 200;
    internal const int LongestCell = 64 * 1024;

    private readonly char[] _buffer = new char[16 * 1024];
    private readonly StringBuilder _cell = new();
    private int _at;
    private int _end;
    private int _line = 1;

    /// <summary>The record, as a table program counts: the first one, empty ones too, is 1.</summary>
    public int Row { get; private set; }

    /// <summary>The line of the text in which the record, or what is wrong with it, begins.</summary>
    public int Line { get; private set; }

    /// <summary>Why it cannot be read on.</summary>
    public TableProblem Problem { get; private set; }

    /// <summary>The cells of the record.</summary>
    public List<string> Cells { get; } = [];

    /// <summary>Reads the next record that is not wholly empty; false at the end, and where the table cannot be read.</summary>
    public bool Read()
    {
        while (Problem == TableProblem.None && Peek() >= 0)
        {
            Row++;
            Line = _line;
            Cells.Clear();
            if (!TryReadRecord(out var isEmpty)) return false;
            if (!isEmpty) return true;
        }

        return false;
    }

    private bool TryReadRecord(out bool isEmpty)
    {
        isEmpty = false;
        while (true)
        {
            if (Cells.Count == MostColumns) return Fails(TableProblem.TooManyColumns, Line);
            _cell.Clear();
            var isQuoted = Peek() == '"';
            if (isQuoted && !TryReadQuoted()) return false;
            var end = ReadPlain();
            if (Problem != TableProblem.None) return false;
            Cells.Add(_cell.ToString());
            if (end == delimiter) continue;
            isEmpty = Cells.Count == 1 && !isQuoted && Cells[0].Length == 0;
            return true;
        }
    }

    /// <summary>What stands between quotation marks; a doubled one is one.</summary>
    private bool TryReadQuoted()
    {
        var begun = _line;
        Take();
        while (true)
        {
            var sign = Take();
            if (sign < 0) return Fails(TableProblem.UnclosedQuote, begun);
            if (sign == '"')
            {
                if (Peek() != '"') return true;
                Take();
            }

            if (!TryAppend((char)sign)) return false;
        }
    }

    /// <summary>Up to the cell's end; answers the sign that ended it, or -1 for the end of the text.</summary>
    private int ReadPlain()
    {
        while (true)
        {
            var sign = Take();
            if (sign < 0 || sign == delimiter || sign == '\n') return sign;
            if (sign == '\r')
            {
                if (Peek() == '\n') Take();
                return sign;
            }

            if (!TryAppend((char)sign)) return sign;
        }
    }

    private bool TryAppend(char sign)
    {
        if (_cell.Length == LongestCell) return Fails(TableProblem.CellTooLong, Line);
        _cell.Append(sign);
        return true;
    }

    private bool Fails(TableProblem problem, int line)
    {
        (Problem, Line) = (problem, line);
        return false;
    }

    private int Peek()
    {
        if (_at < _end) return _buffer[_at];
        (_at, _end) = (0, text.ReadBlock(_buffer));
        return _end == 0 ? -1 : _buffer[0];
    }

    private int Take()
    {
        var sign = Peek();
        if (sign < 0) return sign;
        _at++;
        if (sign == '\n' || (sign == '\r' && Peek() != '\n')) _line++;
        return sign;
    }
}
