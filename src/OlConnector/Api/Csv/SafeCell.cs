namespace OlConnector.Api.Csv;

/// <summary>
/// Words of people in a table that is opened elsewhere: what a table program would run as a formula has an apostrophe in front, which reads
/// back as nothing.
/// </summary>
internal static class SafeCell
{
    private const char Apostrophe = '\'';

    /// <summary>Beginnings of formulas, the full-width ones among them.</summary>
    private const string Starts = "=+-@\t\r\n＝＋－＠";

    /// <summary>The words as they may be written.</summary>
    internal static string Write(string words) => IsFormula(words) ? Apostrophe + words : words;

    /// <summary>The words as they were meant.</summary>
    internal static string Read(string cell) => cell is [Apostrophe, .. var words] && IsFormula(words) ? words : cell;

    /// <summary>A telephone number stays as it is: a plus and digits.</summary>
    internal static string WriteNumber(string number) =>
        number is ['+', _, ..] && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 ? number : Write(number);

    private static bool IsFormula(string words) => words.Length > 0 && Starts.Contains(words[0], StringComparison.Ordinal);
}
