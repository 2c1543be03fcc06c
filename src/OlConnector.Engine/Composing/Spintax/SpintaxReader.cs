namespace OlConnector.Engine.Composing.Spintax;

/// <summary>
/// Builds the tree in one pass over the tokens with an own stack, never deeper than <see cref="SpintaxLimits.Depth"/>.
/// </summary>
internal sealed class SpintaxReader(string source, HashSet<int>? notPermutations)
{
    private readonly SpintaxStack _open = new();
    private readonly List<SpintaxProblem> _errors = [];
    private readonly List<SpintaxProblem> _warnings = [];
    private int _groups;

    /// <summary>What the pass found out about permutations, and whether that makes another pass necessary.</summary>
    public SpintaxStack Findings => _open;

    public void ReadAll()
    {
        var lexer = new SpintaxLexer(source, notPermutations);
        while (lexer.MoveNext())
        {
            if (!Take(lexer.Current)) return;
        }
        while (_open.Depth > 0) EndOfText();
    }

    public SpintaxReading Result()
    {
        _warnings.Sort((a, b) => a.Position.CompareTo(b.Position));
        _errors.Sort((a, b) => a.Position.CompareTo(b.Position));
        return new SpintaxReading(_errors.Count == 0 ? _open.Top.Sequence() : null, _errors, _warnings, _groups, notPermutations);
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
            case SpintaxTokenKind.Escape: Escape(token); break;
            default: _open.Top.Take(token.Start, token.Length, token.Kind); break;
        }
        return true;
    }

    /// <summary>A protected brace is kept apart: it begins and ends no placeholder either.</summary>
    private void Escape(SpintaxToken token) =>
        _open.Top.Take(token.Start + 1, 1, source[token.Start + 1] is '{' or '}' ? SpintaxTokenKind.Escape : SpintaxTokenKind.Text);

    private bool Open(SpintaxToken token)
    {
        if (_open.Depth == SpintaxLimits.Depth) return Refuse(token.Start);

        var separator = token.Kind == SpintaxTokenKind.OpenPermutation ? SpintaxSeparator.Raw(source, token) : default;
        _open.Push(new SpintaxFrame(token, SpintaxSeparator.Closes(separator), SpintaxSeparator.HidesSyntax(separator)));
        return true;
    }

    private bool Bar(SpintaxToken token)
    {
        var frame = _open.Top;
        if (_open.Depth == 0)
        {
            frame.Take(token.Start, token.Length);
            return true;
        }
        if (frame.Bars == 0 && ++_groups > SpintaxLimits.Groups) return Refuse(frame.Opener.Start);
        if (frame.Bars + 2 > SpintaxLimits.Options) return Refuse(token.Start);

        frame.EndOption();
        return true;
    }

    private void CloseBrace(SpintaxToken token)
    {
        while (_open.Top.IsDoubtful) _open.PopAsText();
        if (_open.Depth == 0)
        {
            _warnings.Add(new(SpintaxCodes.UnexpectedClosing, token.Start));
            _open.Top.Take(token.Start, token.Length);
        }
        else if (_open.Top.IsPermutation)
        {
            _errors.Add(new(SpintaxCodes.Mismatched, token.Start));
        }
        else if (_open.Top.Bars == 0)
        {
            _warnings.Add(new(SpintaxCodes.SingleOption, _open.Top.Opener.Start));
            _open.PopAsText();
            _open.Top.Take(token.Start, token.Length);
        }
        else
        {
            _open.PopAsGroup(token.End, SpintaxSeparator.None);
        }
    }

    private void CloseBracket(SpintaxToken token)
    {
        if (_open.Top is { IsPermutation: true, Bars: > 0 })
        {
            _open.PopAsGroup(token.End, SpintaxSeparator.Of(source, _open.Top.Opener));
            return;
        }
        if (_open.Top.IsPermutation) _open.PopAsText();
        else if (_open.IsInsidePermutation()) _errors.Add(new(SpintaxCodes.Mismatched, token.Start));
        _open.Top.Take(token.Start, token.Length);
    }

    /// <summary>What is still open was never closed, unless a wrong closer has been named already: that is the one to mend.</summary>
    private void EndOfText()
    {
        if (_open.Top.IsDoubtful)
        {
            _open.PopAsText();
            return;
        }
        if (!_errors.Exists(error => error.Code == SpintaxCodes.Mismatched))
            _errors.Add(new(SpintaxCodes.Unclosed, _open.Top.Opener.Start));
        _open.Drop();
    }

    private bool Refuse(int position)
    {
        _errors.Add(new(SpintaxCodes.TooBig, position));
        return false;
    }
}
