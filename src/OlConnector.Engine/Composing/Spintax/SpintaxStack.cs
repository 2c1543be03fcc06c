namespace OlConnector.Engine.Composing.Spintax;

/// <summary>The brackets that are open while a template is read, the template itself at the bottom.</summary>
internal sealed class SpintaxStack
{
    private readonly List<SpintaxFrame> _open = [new SpintaxFrame(default)];

    public SpintaxFrame Top => _open[^1];

    /// <summary>Open brackets.</summary>
    public int Depth => _open.Count - 1;

    /// <summary>Places of <c>[+</c> that turned out to be ordinary text; null for none.</summary>
    public HashSet<int>? NotPermutations { get; private set; }

    /// <summary>True when one of them hid syntax in its supposed separator: what was read behind it is not to be trusted.</summary>
    public bool IsDoubted { get; private set; }

    public void Push(SpintaxFrame frame) => _open.Add(frame);

    public void PopAsGroup(int end, SpintaxSeparator separator)
    {
        var group = Top.Group(end, separator);
        _open.RemoveAt(_open.Count - 1);
        Top.Take(group);
    }

    public void PopAsText()
    {
        var frame = Top;
        if (frame.IsPermutation) GiveUp(frame);
        _open.RemoveAt(_open.Count - 1);
        Top.TakeInside(frame);
    }

    /// <summary>Leaves a bracket behind that was never closed: an error has been said, and no text comes of it.</summary>
    public void Drop() => _open.RemoveAt(_open.Count - 1);

    /// <summary>Whether a permutation is open around a choice. One that is doubtful is given up instead of being believed.</summary>
    public bool IsInsidePermutation()
    {
        var inside = false;
        foreach (var frame in _open)
        {
            if (frame.IsDoubtful) GiveUp(frame);
            else inside |= frame.IsPermutation;
        }
        return inside;
    }

    private void GiveUp(SpintaxFrame permutation)
    {
        (NotPermutations ??= []).Add(permutation.Opener.Start);
        IsDoubted |= permutation.HidesSyntax;
    }
}
