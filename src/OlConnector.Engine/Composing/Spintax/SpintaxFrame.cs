namespace OlConnector.Engine.Composing.Spintax;

/// <summary>A bracket that is open while the template is read, or the template itself.</summary>
internal sealed class SpintaxFrame(SpintaxToken opener, bool separatorCloses = false, bool separatorHidesSyntax = false)
{
    private readonly List<SequenceNode> _options = [];
    private List<SpintaxNode> _parts = [];
    private int _textStart;
    private int _textEnd;

    public SpintaxToken Opener => opener;

    public bool IsPermutation => opener.Kind == SpintaxTokenKind.OpenPermutation;

    /// <summary>Bars met at this level.</summary>
    public int Bars => _options.Count;

    /// <summary>
    /// A <c>[+</c> that most likely is no permutation, as in <c>[+375 29] … +7</c>: no bar so far, and a closing bracket came before
    /// the second plus.
    /// </summary>
    public bool IsDoubtful => IsPermutation && Bars == 0 && separatorCloses;

    /// <summary>The separator holds characters that would mean something if this were ordinary text.</summary>
    public bool HidesSyntax => separatorHidesSyntax;

    /// <summary>Takes a stretch of the source. Neighbouring text becomes one piece.</summary>
    public void Take(int start, int length, SpintaxTokenKind kind = SpintaxTokenKind.Text)
    {
        if (kind != SpintaxTokenKind.Text || start != _textEnd || _textStart == _textEnd) EndText();
        if (kind != SpintaxTokenKind.Text)
        {
            _parts.Add(SpintaxNodeMaking.Text(start, length, kind));
            return;
        }
        if (_textStart == _textEnd) _textStart = start;
        _textEnd = start + length;
    }

    public void Take(GroupNode group)
    {
        EndText();
        _parts.Add(group);
    }

    /// <summary>Takes over what a bracket held that turned out to be ordinary text.</summary>
    public void TakeInside(SpintaxFrame inner)
    {
        inner.EndText();
        Take(inner.Opener.Start, inner.Opener.Length);
        foreach (var part in inner._parts)
        {
            if (part is TextNode text) Take(text.Start, text.Length, text.Kind);
            else Take((GroupNode)part);
        }
    }

    public void EndOption()
    {
        _options.Add(Sequence());
        _parts = [];
    }

    public SequenceNode Sequence()
    {
        EndText();
        return SpintaxNodeMaking.Sequence(_parts);
    }

    public GroupNode Group(int end, SpintaxSeparator separator)
    {
        EndOption();
        var (start, length) = (opener.Start, end - opener.Start);
        return IsPermutation
            ? SpintaxNodeMaking.Permutation(start, length, separator, _options)
            : SpintaxNodeMaking.Choice(start, length, _options);
    }

    private void EndText()
    {
        if (_textEnd > _textStart) _parts.Add(SpintaxNodeMaking.Text(_textStart, _textEnd - _textStart));
        _textStart = _textEnd;
    }
}
