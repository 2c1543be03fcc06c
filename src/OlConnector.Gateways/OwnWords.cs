using OlConnector.Engine;

namespace OlConnector.Gateways;

/// <summary>
/// Tells the app's own words about a gateway from the vendor's. Both are kept as one text, in English; ours are shown in the reader's
/// language, and only the vendor's are a quotation.
/// </summary>
public static class OwnWords
{
    /// <summary>Stands in a sentence for what differs: a status, a code, an address.</summary>
    internal const string Blank = "{0}";

    private static readonly Dictionary<string, Said> Whole = OwnSentences.All
        .Where(sentence => !sentence.En.Contains(Blank, StringComparison.Ordinal))
        .ToDictionary(sentence => sentence.En, StringComparer.Ordinal);

    private static readonly Frame[] Frames = [.. OwnSentences.All.Select(Frame.Of).OfType<Frame>()];

    /// <summary>The sentence in both languages; null for a vendor's own words.</summary>
    public static Said? Find(string? text) =>
        text is null
            ? null
            : Whole.GetValueOrDefault(text) ?? Frames.Select(frame => frame.Filled(text)).FirstOrDefault(said => said is not null);

    /// <summary>The text as a person reads it: ours in their language, a vendor's as it came.</summary>
    public static Said In(string text) => Find(text) ?? new Said(text, text);

    /// <summary>A sentence with a blank, as it is looked for: what stands before the blank and behind it.</summary>
    private sealed record Frame(string Before, string After, string Ru)
    {
        internal static Frame? Of(Said sentence) =>
            sentence.En.Split(Blank) is [var before, var after] ? new Frame(before, after, sentence.Ru) : null;

        /// <summary>The sentence with what the text has in its blank; null for another sentence.</summary>
        internal Said? Filled(string text)
        {
            if (text.Length < Before.Length + After.Length) return null;
            if (!text.StartsWith(Before, StringComparison.Ordinal) || !text.EndsWith(After, StringComparison.Ordinal)) return null;
            return new Said(Ru.Replace(Blank, text[Before.Length..^After.Length], StringComparison.Ordinal), text);
        }
    }
}
