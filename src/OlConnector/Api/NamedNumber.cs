using OlConnector.Engine.Phones;

namespace OlConnector.Api;

/// <summary>
/// The one number that a caller names: somebody is written to, asked about or erased by it. Fields of CRM are read with patience; here a
/// fraction of a table program, a tail, an extension or a second number is refused, because whoever calls can say what they mean, and a
/// stranger must not pay for a guess.
/// </summary>
internal static class NamedNumber
{
    /// <summary>What people put between the digits of one number.</summary>
    private const string Separators = " +-().\u00a0\u202f";

    /// <summary>A group as long as this is a whole number already, so that a short one behind it is none of its digits.</summary>
    private const int WholeNumber = 7;

    private const int ShortestGroup = 2;

    /// <summary>The number; null when the text is not plainly one.</summary>
    /// <param name="text">As it was sent.</param>
    /// <param name="country">Whose national numbers are understood; null for none.</param>
    /// <param name="acceptsAny">Any 8 to 15 digits are a number.</param>
    internal static PhoneResult.Valid? Read(string text, string? country, bool acceptsAny)
    {
        if (!IsPlain(text.Trim())) return null;
        var read = acceptsAny ? PhoneRules.NormalizeLoosely(text, country) : PhoneRules.Normalize(text, country);
        return read is PhoneResult.Valid { Extension: null } valid && !valid.Notes.Contains(PhoneNotes.Several) ? valid : null;
    }

    private static bool IsPlain(string text)
    {
        if (text.Any(sign => !char.IsAsciiDigit(sign) && !Separators.Contains(sign))) return false;
        // One full stop sets off a fraction; between groups there are several.
        if (text.Count(sign => sign == '.') == 1) return false;
        var groups = text.Split(Separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries);
        if (groups.Length < 2) return true;
        var (last, before) = (groups[^1], groups[^2]);
        return last.Length >= ShortestGroup && !(last.Length == ShortestGroup && before.Length >= WholeNumber);
    }
}
