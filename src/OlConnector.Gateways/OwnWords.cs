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

    /// <summary>The sentence in both languages; null for a vendor's own words.</summary>
    public static Said? Find(string? text) =>
        text is null ? null : OwnSentences.All.Select(sentence => Filled(sentence, text)).FirstOrDefault(said => said is not null);

    /// <summary>The text as a person reads it: ours in their language, a vendor's as it came.</summary>
    public static Said In(string text) => Find(text) ?? new Said(text, text);

    private static Said? Filled(Said sentence, string text)
    {
        if (sentence.En.Split(Blank) is not [var before, var after]) return sentence.En == text ? sentence : null;
        if (text.Length < before.Length + after.Length) return null;
        if (!text.StartsWith(before, StringComparison.Ordinal) || !text.EndsWith(after, StringComparison.Ordinal)) return null;
        var what = text[before.Length..^after.Length];
        return new Said(sentence.Ru.Replace(Blank, what, StringComparison.Ordinal), text);
    }
}
