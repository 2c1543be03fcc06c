namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Cuts a letter into parts, left to right in one pass, with an own stack for conditions.</summary>
internal sealed class LetterReader
{
    private const string Opener = "{{";

    private readonly string _text;
    private readonly Stack<OpenBlock> _open = [];
    private List<LetterPart> _parts = [];
    private int _placeholders;

    private LetterReader(string text) => _text = text;

    public List<LetterProblem> Errors { get; } = [];

    public IReadOnlyList<LetterPart> Parts => _parts;

    public static LetterReader Read(string text)
    {
        var reader = new LetterReader(text);
        if (text.Length > LetterLimits.MostCharacters) reader.Errors.Add(new(LetterCodes.TooBig, LetterLimits.MostCharacters));
        else reader.ReadAll();
        return reader;
    }

    /// <summary>Length of the placeholder that begins here; 0 when the double braces are not closed, negative for three braces.</summary>
    public static int PlaceholderLength(ReadOnlySpan<char> text)
    {
        var inner = text[Opener.Length..];
        var stop = inner.IndexOfAny('{', '}');
        if (stop == 0 && inner[0] == '{') return -1;
        var closes = stop >= 0 && inner[stop] == '}' && stop + 1 < inner.Length && inner[stop + 1] == '}';
        return closes ? stop + 2 * Opener.Length : 0;
    }

    private void ReadAll()
    {
        var at = 0;
        while (at < _text.Length)
        {
            var start = _text.IndexOf(Opener, at, StringComparison.Ordinal);
            if (start < 0) break;
            if (start > at) _parts.Add(new LetterPart.Literal(_text[at..start]));

            var length = PlaceholderLength(_text.AsSpan(start));
            if (length <= 0)
            {
                Errors.Add(new(length < 0 ? LetterCodes.NotAllowed : LetterCodes.Unclosed, start));
                return;
            }
            if (++_placeholders > LetterLimits.MostPlaceholders || !Take(start, length))
            {
                Errors.Add(new(LetterCodes.TooBig, start));
                return;
            }
            at = start + length;
        }
        if (at < _text.Length) _parts.Add(new LetterPart.Literal(_text[at..]));
        while (_open.TryPop(out var block)) Errors.Add(new(LetterCodes.BlockUnclosed, block.Start));
        Errors.Sort((a, b) => a.Position.CompareTo(b.Position));
    }

    /// <summary>False when conditions are nested too deep.</summary>
    private bool Take(int start, int length)
    {
        var source = _text.AsSpan(start, length);
        switch (PlaceholderReader.Read(source[Opener.Length..^Opener.Length]))
        {
            case Placeholder.Insert insert: _parts.Add(new LetterPart.Insert(insert.Field, insert.Helper, source.ToString())); break;
            case Placeholder.Open when _open.Count == LetterLimits.DeepestBlock: return false;
            case Placeholder.Open open: Open(open, start); break;
            case Placeholder.Else: Else(start); break;
            case Placeholder.Close close: Close(close, start); break;
            case Placeholder.Wrong wrong: Errors.Add(new(wrong.Code, start)); break;
        }
        return true;
    }

    private void Open(Placeholder.Open open, int start)
    {
        _open.Push(new OpenBlock(open, start, _parts));
        _parts = [];
    }

    private void Else(int start)
    {
        if (!_open.TryPeek(out var block) || block.Then is not null)
        {
            Errors.Add(new(LetterCodes.BlockUnexpected, start));
            return;
        }
        block.Then = _parts;
        _parts = [];
    }

    private void Close(Placeholder.Close close, int start)
    {
        if (!_open.TryPeek(out var block) || block.Opening.Negated != close.Negated)
        {
            Errors.Add(new(LetterCodes.BlockUnexpected, start));
            return;
        }
        _open.Pop();
        var (then, otherwise) = block.Then is null ? (_parts, []) : (block.Then, _parts);
        _parts = block.Around;
        _parts.Add(new LetterPart.Block(block.Opening.Field, block.Opening.Negated, then, otherwise));
    }

    private sealed class OpenBlock(Placeholder.Open opening, int start, List<LetterPart> around)
    {
        public Placeholder.Open Opening => opening;

        public int Start => start;

        public List<LetterPart> Around => around;

        public List<LetterPart>? Then { get; set; }
    }
}
