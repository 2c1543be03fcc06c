namespace OlConnector.Engine.Quotas;

/// <summary>People hear that something is about to end a few days before, once for each mark (product.md §11).</summary>
public static class EndMarks
{
    /// <summary>Days before the end of a line's demo.</summary>
    public static readonly IReadOnlyList<int> OfDemo = [1, 2];

    /// <summary>Days before the end of what was paid for.</summary>
    public static readonly IReadOnlyList<int> OfTerm = [1, 3, 7];

    /// <summary>The mark that is reached and was not told yet; null when there is nothing to say.</summary>
    /// <param name="marks">Days before the end.</param>
    /// <param name="daysLeft">What is left until it; nothing is said after it.</param>
    /// <param name="told">The last mark that was told; null for none.</param>
    public static int? Due(IReadOnlyList<int> marks, double daysLeft, int? told)
    {
        if (daysLeft < 0) return null;
        var reached = marks.Where(mark => daysLeft <= mark).Select(mark => (int?)mark).Min();
        return told <= reached ? null : reached;
    }
}
