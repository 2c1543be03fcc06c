using System.Text;

namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// The words of a text as letters are compared by them: runs of letters, digits and marks in NFC, without regard to case. What stands
/// between them plays no part, so that a comma or a line break more makes no other letter.
/// </summary>
public static class LetterWords
{
    /// <summary>In the order of the text.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormC).ToUpperInvariant();
        var words = new List<string>();
        for (int at = 0, from; at < folded.Length;)
        {
            if (!IsPart(folded[at]))
            {
                at++;
                continue;
            }

            for (from = at; at < folded.Length && IsPart(folded[at]);) at++;
            words.Add(folded[from..at]);
        }

        return words;
    }

    /// <summary>Halves of a pair are parts: emoji tell letters apart too.</summary>
    private static bool IsPart(char sign) => char.IsLetterOrDigit(sign) || char.IsSurrogate(sign) || char.GetUnicodeCategory(sign)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
