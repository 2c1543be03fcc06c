namespace OlConnector.Engine.Composing.Spintax;

/// <summary>
/// Builds the tree in one pass over the tokens with an own stack, never deeper than <see cref="SpintaxLimits.Depth"/>.
/// A <c>[+…+</c> that ends without a bar of its own was no permutation; when its supposed separator hid syntax, the source is
/// read once more with that knowledge.
/// </summary>
internal sealed class SpintaxReader
{
    /// <summary>Readings after which a source that still changes its mind is refused. Ordinary texts need one, rarely two.</summary>
    private const int MostReadings = 16;

    private readonly string _source;
    private readonly HashSet<int>? _notPermutations;
    private readonly List<SpintaxFrame> _open = [];
    private readonly List<SpintaxProblem> _errors = [];
    private readonly List<SpintaxProblem> _warnings = [];
    private HashSet<int>? _found;
    private SpintaxFrame _top;
    private int _groups;
    private bool _readAgain;

    private SpintaxReader(string source, HashSet<int>? notPermutations)
    {
        _source = source;
        _notPermutations = notPermutations;
        _top = new SpintaxFrame(default);
        _open.Add(_top);
    }

    public static SpintaxReading Read(string source)
    {
        if (source.Length > SpintaxLimits.Characters) return SpintaxReading.Refused(SpintaxLimits.Characters);

        HashSet<int>? notPermutations = null;
        for (var reading = 0; reading < MostReadings; reading++)
        {
            var reader = new SpintaxReader(source, notPermutations);
            reader.ReadAll();
            if (!reader._readAgain) return reader.Result();
            (notPermutations ??= []).UnionWith(reader._found ?? []);
        }
        return SpintaxReading.Refused(0);
    }

    private void ReadAll()
    {
        var lexer = new SpintaxLexer(_source, _notPermutations);
        while (lexer.MoveNext())
        {
            if (!Take(lexer.Current)) return;
        }
        while (_open.Count > 1) EndOfText();
    }

    private SpintaxReading Result()
    {
        _warnings.Sort((a, b) => a.Position.CompareTo(b.Position));
        _errors.Sort((a, b) => a.Position.CompareTo(b.Position));
        return new SpintaxReading(_errors.Count == 0 ? _top.Sequence() : null, _errors, _warnings, _groups, _notPermutations);
    }

    /// <summary>False when a limit is passed: nothing behind it is read.</summary>
    private bool Take(SpintaxToken token)
    {
        switch (token.Kind)
        {
            case SpintaxTokenKind.OpenChoice or SpintaxTokenKind.OpenPermutation: return Open(token);
            case SpintaxTokenKind.Bar: return Bar(token);
            case SpintaxTokenKind.CloseChoice: CloseBrace(token); break;
            case SpintaxTokenKind.CloseBracket: CloseBracket(token); break;
            case SpintaxTokenKind.Escape: _top.Take(token.Start + 1, 1); break;
            default: _top.Take(token.Start, token.Length, token.Kind); break;
        }
        return true;
    }

    private bool Open(SpintaxToken token)
    {
        if (_open.Count > SpintaxLimits.Depth) return Refuse(token.Start);

        var separator = token.Kind == SpintaxTokenKind.OpenPermutation ? SpintaxSeparator.Raw(_source, token) : default;
        _top = new SpintaxFrame(token, SpintaxSeparator.Closes(separator), SpintaxSeparator.HidesSyntax(separator));
        _open.Add(_top);
        return true;
    }

    private bool Bar(SpintaxToken token)
    {
        if (_open.Count == 1)
        {
            _top.Take(token.Start, token.Length);
            return true;
        }
        if (_top.Bars == 0 && ++_groups > SpintaxLimits.Groups) return Refuse(_top.Opener.Start);
        if (_top.Bars + 2 > SpintaxLimits.Options) return Refuse(token.Start);

        _top.EndOption();
        return true;
    }

    private void CloseBrace(SpintaxToken token)
    {
        while (_top.IsDoubtful) PopAsText();
        if (_open.Count == 1)
        {
            _warnings.Add(new(SpintaxCodes.UnexpectedClosing, token.Start));
            _top.Take(token.Start, token.Length);
        }
        else if (_top.IsPermutation)
        {
            _errors.Add(new(SpintaxCodes.Mismatched, token.Start));
        }
        else if (_top.Bars == 0)
        {
            _warnings.Add(new(SpintaxCodes.SingleOption, _top.Opener.Start));
            PopAsText();
            _top.Take(token.Start, token.Length);
        }
        else
        {
            PopAsGroup(token.End, "");
        }
    }

    private void CloseBracket(SpintaxToken token)
    {
        if (_top is { IsPermutation: true, Bars: > 0 })
        {
            PopAsGroup(token.End, SpintaxSeparator.Text(_source, _top.Opener));
            return;
        }
        if (_top.IsPermutation) PopAsText();
        else if (IsInsidePermutation()) _errors.Add(new(SpintaxCodes.Mismatched, token.Start));
        _top.Take(token.Start, token.Length);
    }

    /// <summary>Whether a permutation is open around a choice. One that is doubtful is given up instead of being believed.</summary>
    private bool IsInsidePermutation()
    {
        var inside = false;
        foreach (var frame in _open)
        {
            if (frame.IsDoubtful) GiveUp(frame);
            else inside |= frame.IsPermutation;
        }
        return inside;
    }

    /// <summary>What is still open was never closed, unless a wrong closer has been named already: that is the one to mend.</summary>
    private void EndOfText()
    {
        if (!_top.IsDoubtful && !_errors.Exists(error => error.Code == SpintaxCodes.Mismatched))
            _errors.Add(new(SpintaxCodes.Unclosed, _top.Opener.Start));
        PopAsText();
    }

    private void PopAsGroup(int end, string separator)
    {
        var group = _top.Group(end, separator);
        Pop();
        _top.Take(group);
    }

    private void PopAsText()
    {
        var frame = _top;
        if (frame.IsPermutation) GiveUp(frame);
        Pop();
        _top.TakeInside(frame);
    }

    private void Pop()
    {
        _open.RemoveAt(_open.Count - 1);
        _top = _open[^1];
    }

    private void GiveUp(SpintaxFrame permutation)
    {
        (_found ??= []).Add(permutation.Opener.Start);
        _readAgain |= permutation.HidesSyntax;
    }

    private bool Refuse(int position)
    {
        _errors.Add(new(SpintaxCodes.TooBig, position));
        return false;
    }
}
