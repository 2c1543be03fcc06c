namespace OlConnector.Engine.Parts;

/// <summary>Tells a capital at the beginning of a word from a word in capitals.</summary>
internal static class LetterCase
{
    /// <summary>Whether the neighbour is a capital: the letter behind, or at the end of a word the letter before.</summary>
    public static bool IsAmongCapitals(ReadOnlySpan<char> before, ReadOnlySpan<char> behind)
    {
        if (!behind.IsEmpty && char.IsLetter(behind[0])) return char.IsUpper(behind[0]);
        return !before.IsEmpty && char.IsUpper(before[^1]);
    }
}
