using System.Collections.Frozen;
using System.Text;

namespace OlConnector.Engine.Parts;

/// <summary>Reads GOST 7.79-2000 system B backwards: the longest piece of the table that fits, else the character itself.</summary>
internal static class LatinReading
{
    private static readonly FrozenDictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> Back =
        CyrillicTables.Iso9bBack.GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Append(ReadOnlySpan<char> text, StringBuilder result)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = Longest(text[at..], out var letter);
            if (length == 0) result.Append(text[at++]);
            else result.Append(IsLarge(text, at, length) ? char.ToUpperInvariant(letter) : letter);
            at += length;
        }
    }

    private static int Longest(ReadOnlySpan<char> text, out char letter)
    {
        Span<char> small = stackalloc char[CyrillicTables.LongestBack];
        var most = Math.Min(small.Length, text.Length);
        for (var i = 0; i < most; i++) small[i] = char.IsAscii(text[i]) ? char.ToLowerInvariant(text[i]) : text[i];
        for (var length = most; length > 0; length--)
        {
            if (Back.TryGetValue(small[..length], out letter)) return length;
        }
        letter = default;
        return 0;
    }

    /// <summary>Large when its piece begins large; a sign that has no case follows its neighbours.</summary>
    private static bool IsLarge(ReadOnlySpan<char> text, int at, int length) =>
        char.IsLetter(text[at]) ? char.IsUpper(text[at])
        : at > 0 && char.IsUpper(text[at - 1]) && LetterCase.IsAmongCapitals(text[..at], text[(at + length)..]);
}
