namespace OlConnector.Engine.Phones;

/// <summary>
/// What may stand behind a number without being part of it: a fraction, a count, a flat, another ending. It is the last run of one to four
/// digits, behind a sign.
/// </summary>
internal readonly ref struct PhoneTail
{
    private const int MostDigits = 4;

    /// <summary>Single digits that may stand between a number and its last tail: <c>…, 1, 2</c>, <c>… 1/2</c>.</summary>
    private const int MostBetween = 2;

    private readonly ReadOnlySpan<char> _sign;
    private readonly int _digits;

    private PhoneTail(ReadOnlySpan<char> rest, ReadOnlySpan<char> sign, int digits)
    {
        Rest = rest;
        _sign = sign;
        _digits = digits;
        IsRepeated = !sign.Contains('(') && rest.IndexOf(sign) >= 0;
    }

    /// <summary>The text without it.</summary>
    public ReadOnlySpan<char> Rest { get; }

    /// <summary>
    /// The sign before it also stands between digits of the rest, as the signs that group a number do; a bracket opens something else each
    /// time.
    /// </summary>
    public bool IsRepeated { get; }

    /// <summary>Its look says that it is no part of the number: the sign groups no digits, or it is one digit by itself.</summary>
    public bool IsMarked =>
        (!IsRepeated && _sign.ContainsAnyExcept(PhoneSigns.Grouping)) || (_digits == 1 && !_sign.Contains('-'));

    /// <summary>Digits behind a comma or semicolon continue no number.</summary>
    public bool EndsList => !IsRepeated && _sign.ContainsAny(',', ';');

    /// <summary>Finds it. A number whose last digits all stand apart has none.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, out PhoneTail tail)
    {
        tail = default;
        var (start, end) = LastRun(text);
        if (end - start is 0 or > MostDigits || !EndsWithNumber(text[..start])) return false;

        var before = LastRun(text[..start]).End;
        tail = new PhoneTail(text[..before], text[before..start], end - start);
        return true;
    }

    private static bool EndsWithNumber(ReadOnlySpan<char> text)
    {
        for (var between = 0; between <= MostBetween; between++)
        {
            var (start, end) = LastRun(text);
            if (end - start != 1) return end > start;
            text = text[..start];
        }
        return false;
    }

    /// <summary>The last digits that stand together.</summary>
    private static (int Start, int End) LastRun(ReadOnlySpan<char> text)
    {
        var end = text.LastIndexOfAnyInRange('0', '9') + 1;
        return (text[..end].LastIndexOfAnyExceptInRange('0', '9') + 1, end);
    }
}
