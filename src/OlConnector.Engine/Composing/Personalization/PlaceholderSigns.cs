using System.Globalization;
using System.Text;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>
/// The letter as the template library can read it. It takes two blanks and single UTF-16 letters only, so blanks of every kind and letters
/// of every script get a stand-in of the same length. Names and texts are then taken from the source, by place.
/// </summary>
internal static class PlaceholderSigns
{
    private const char Letter = '_';
    private const char NoSign = '\u0001';

    /// <summary>The text with a sign of no meaning at these places; the text itself where there are none.</summary>
    public static string Without(string source, IReadOnlyList<int> places) =>
        places.Count == 0 ? source : string.Create(source.Length, (source, places), static (plain, text) =>
        {
            text.source.CopyTo(plain);
            foreach (var place in text.places) plain[place] = Letter;
        });

    public static string Plain(string source) =>
        AllPlain(source) ? source : string.Create(source.Length, source, static (plain, text) =>
        {
            for (var at = 0; at < text.Length; at++)
            {
                plain[at] = StandIn(text, at);
                if (!char.IsSurrogatePair(text, at)) continue;
                plain[at + 1] = plain[at] == Letter ? Letter : text[at + 1];
                at++;
            }
        });

    private static bool AllPlain(string source)
    {
        for (var at = 0; at < source.Length; at++)
        {
            if (StandIn(source, at) != source[at]) return false;
        }
        return true;
    }

    private static char StandIn(string text, int at) => text[at] switch
    {
        '\0' => NoSign,
        '\n' or '\r' or (>= ' ' and <= '~') => text[at],
        var sign when char.IsLetter(sign) => sign,
        var sign when char.IsWhiteSpace(sign) => ' ',
        var sign when IsMark(CharUnicodeInfo.GetUnicodeCategory(sign)) => Letter,
        var sign when char.IsHighSurrogate(sign) && Rune.TryGetRuneAt(text, at, out var rune) && Rune.IsLetterOrDigit(rune) => Letter,
        var sign => sign,
    };

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
