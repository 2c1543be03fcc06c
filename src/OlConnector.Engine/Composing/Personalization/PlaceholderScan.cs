using System.Buffers;
using System.Runtime.InteropServices;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>One placeholder of a letter, by place.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlaceholderPlace(int Start, int End)
{
    /// <summary>The placeholder in which this place of the source lies, or the last one before it.</summary>
    public static PlaceholderPlace At(IReadOnlyList<PlaceholderPlace> places, int offset)
    {
        var found = places[0];
        foreach (var place in places)
        {
            if (place.Start > offset) break;
            found = place;
        }
        return found;
    }
}

/// <summary>
/// Looks at the tokens of every placeholder before the template library parses the letter. What the library would swallow (comments,
/// escapes, white-space control), what it would read over several lines, and what may be big or deep never gets to its parser.
/// </summary>
/// <param name="source">The letter as written.</param>
/// <param name="text">The same, made plain by <see cref="PlaceholderSigns"/>.</param>
internal sealed class PlaceholderScan(string source, string text)
{
    /// <summary>The most tokens in one placeholder: twelve comparisons, or thirty functions.</summary>
    private const int MostTokens = 64;

    private static readonly SearchValues<string> Openers = SearchValues.Create([PlaceholderSpan.Opener, "{%"], StringComparison.Ordinal);

    private readonly List<PlaceholderPlace> _places = [];
    private readonly SortedList<int, LetterProblem> _problems = [];
    private readonly Stack<OpenBlock> _open = [];

    public IReadOnlyList<PlaceholderPlace> Places => _places;

    /// <summary>One for each place, in the order of the text.</summary>
    public IReadOnlyList<LetterProblem> Problems => [.. _problems.Values];

    /// <summary>False for a text in which neither the library nor we see anything.</summary>
    public static bool MayBeLetter(string text) => text.AsSpan().ContainsAny(Openers);

    public static PlaceholderScan Of(string source, string text)
    {
        var scan = new PlaceholderScan(source, text);
        scan.ScanAll();
        return scan;
    }

    private void ScanAll()
    {
        for (var at = Next(0); at >= 0; at = Next(at))
        {
            if (_places.Count == LetterLimits.MostPlaceholders)
            {
                Wrong(LetterCodes.TooBig, at);
                return;
            }
            if (!TryScan(at, out var end)) return;
            _places.Add(new(at, end));
            at = end;
        }
        foreach (var block in _open) Wrong(LetterCodes.BlockUnclosed, block.Start);
    }

    /// <summary>The next two opening braces; an escape of the library's, <c>{%{</c>, is an error on the way there.</summary>
    private int Next(int from)
    {
        while (text.AsSpan(from).IndexOfAny(Openers) is var found and >= 0)
        {
            var at = from + found;
            if (text[at + 1] == '{') return at;
            from = at + 1;
            while (from < text.Length && text[from] == '%') from++;
            if (from < text.Length && text[from] == '{') Wrong(LetterCodes.NotAllowed, at);
        }
        return -1;
    }

    /// <summary>False when nothing behind this placeholder can be told apart any more.</summary>
    private bool TryScan(int start, out int end)
    {
        var placeholder = PlaceholderTokens.Read(text, start);
        end = placeholder.End > 0 ? placeholder.End : start + PlaceholderSpan.Length(text.AsSpan(start));
        if (end == start)
        {
            var isTriple = text.AsSpan(start).StartsWith("{{{", StringComparison.Ordinal);
            Wrong(isTriple ? LetterCodes.NotAllowed : LetterCodes.Unclosed, start);
            return false;
        }
        if (placeholder.Tokens > MostTokens)
        {
            Wrong(LetterCodes.TooBig, start);
            return false;
        }
        if (!placeholder.IsAllowed) WrongWords(start, end);
        return TryTakeBlock(placeholder, start);
    }

    /// <summary>False when conditions are nested too deep.</summary>
    private bool TryTakeBlock(PlaceholderTokens placeholder, int start)
    {
        switch (placeholder.Role)
        {
            case PlaceholderRole.Open when _open.Count == LetterLimits.DeepestBlock:
                Wrong(LetterCodes.TooBig, start);
                return false;
            case PlaceholderRole.Open: _open.Push(new OpenBlock(start)); break;
            case PlaceholderRole.ElseIf or PlaceholderRole.Else when !_open.TryPeek(out var open) || open.IsDivided:
                Wrong(LetterCodes.BlockUnexpected, start);
                break;
            case PlaceholderRole.Else: _open.Peek().IsDivided = true; break;
            case PlaceholderRole.Close when !_open.TryPop(out _): Wrong(LetterCodes.BlockUnexpected, start); break;
        }
        return true;
    }

    private void WrongWords(int start, int end) => _problems.TryAdd(start, LetterProblem.At(start, source.AsSpan(start..end)));

    private void Wrong(string code, int start) => _problems.TryAdd(start, new(code, start));

    private sealed class OpenBlock(int start)
    {
        public int Start => start;

        /// <summary>True when it has an <c>{{ else }}</c> without a condition.</summary>
        public bool IsDivided { get; set; }
    }
}
