namespace OlConnector.Engine.Parts;

/// <summary>Where a link ends: signs behind it belong to the sentence, except a bracket that the link itself opened.</summary>
internal static class LinkEnd
{
    private const string Openers = "([{";
    private const string Closers = ")]}";
    private const string Trailing = ".,;:!?\"'»”";

    public static int Of(string text, int start, int end)
    {
        Span<int> unmatched = stackalloc int[Openers.Length];
        for (var at = start; at < end; at++) Count(text[at], +1, unmatched);
        while (end > start)
        {
            var last = text[end - 1];
            var bracket = Closers.IndexOf(last, StringComparison.Ordinal);
            if (bracket >= 0 ? unmatched[bracket] >= 0 : !Trailing.Contains(last)) break;
            Count(last, -1, unmatched);
            end--;
        }
        return end;
    }

    private static void Count(char c, int by, Span<int> unmatched)
    {
        var opener = Openers.IndexOf(c, StringComparison.Ordinal);
        var closer = Closers.IndexOf(c, StringComparison.Ordinal);
        if (opener >= 0) unmatched[opener] += by;
        if (closer >= 0) unmatched[closer] -= by;
    }
}
