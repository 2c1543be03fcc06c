namespace OlConnector.Engine.Composing.Spintax;

/// <summary>A bracket that is open while the template is read, or the template itself.</summary>
internal sealed class SpintaxFrame(SpintaxToken opener, bool separatorCloses = false, bool separatorHidesSyntax = false)
{
    private readonly List<SequenceNode> _options = [];
    private List<SpintaxNode> _parts = [];

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

    /// <summary>Takes a stretch of the source. Neighbours become one piece.</summary>
    public void Take(int start, int length, SpintaxTokenKind kind = SpintaxTokenKind.Text)
    {
        if (kind == SpintaxTokenKind.Text && _parts is [.., TextNode { Kind: SpintaxTokenKind.Text } last] && last.End == start)
            _parts[^1] = SpintaxNodeMaking.Text(last.Start, last.Length + length);
        else
            _parts.Add(SpintaxNodeMaking.Text(start, length, kind));
    }

    public void Take(GroupNode group) => _parts.Add(group);

    /// <summary>Takes over what a bracket held that turned out to be ordinary text.</summary>
    public void TakeInside(SpintaxFrame inner)
    {
        Take(inner.Opener.Start, inner.Opener.Length);
        foreach (var part in inner._parts)
        {
            if (part is TextNode text) Take(text.Start, text.Length, text.Kind);
            else _parts.Add(part);
        }
    }

    public void EndOption()
    {
        _options.Add(Sequence());
        _parts = [];
    }

    public SequenceNode Sequence() => SpintaxNodeMaking.Sequence(_parts);

    public GroupNode Group(int end, string separator)
    {
        EndOption();
        var (start, length) = (opener.Start, end - opener.Start);
        return IsPermutation
            ? SpintaxNodeMaking.Permutation(start, length, separator, _options)
            : SpintaxNodeMaking.Choice(start, length, _options);
    }
}
