namespace OlConnector.Engine.Phones;

/// <summary>Assigned national numbers of one length under one calling code, as sorted ranges that are searched by bisection.</summary>
internal sealed class NumberRanges
{
    private readonly ulong[] _from;
    private readonly ulong[] _to;
    private readonly PhoneKind[] _kinds;

    /// <param name="length">Digits of a number.</param>
    /// <param name="ranges">Ranges as the data has them: <c>905</c>, or <c>905-907</c>, with their kind.</param>
    public NumberRanges(int length, IEnumerable<(string Range, PhoneKind Kind)> ranges)
    {
        var sorted = ranges.Select(range => Bounds(range.Range, range.Kind, length)).OrderBy(range => range.From).ToList();
        _from = [.. sorted.Select(range => range.From)];
        _to = [.. sorted.Select(range => range.To)];
        _kinds = [.. sorted.Select(range => range.Kind)];
    }

    /// <summary>True when people can be called on numbers of this length.</summary>
    public bool HasTelephones => _kinds.Any(kind => kind is PhoneKind.Mobile or PhoneKind.Fixed);

    public PhoneKind? KindOf(ulong number)
    {
        var at = _from.AsSpan().BinarySearch(number);
        if (at < 0) at = ~at - 1;
        return at >= 0 && number <= _to[at] ? _kinds[at] : null;
    }

    private static (ulong From, ulong To, PhoneKind Kind) Bounds(string range, PhoneKind kind, int length)
    {
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var (first, last) = dash < 0 ? (range, range) : (range[..dash], range[(dash + 1)..]);
        return (DigitText.Value(first.PadRight(length, '0')), DigitText.Value(last.PadRight(length, '9')), kind);
    }
}
