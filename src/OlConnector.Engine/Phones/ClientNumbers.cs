using System.Diagnostics.CodeAnalysis;

namespace OlConnector.Engine.Phones;

/// <summary>Reads who wrote to a line. Operators write a sender as it is dialled at home, from abroad, or in full.</summary>
public static class ClientNumbers
{
    /// <summary>Reads a sender: with a plus in full, else as numbers of CRM are, else as digits that are international already.</summary>
    /// <param name="from">As the vendor names it; a plus in front says that it is written in full, which may be wrong.</param>
    /// <param name="country">ISO 3166-1 code of the portal's country; null when it is not known.</param>
    /// <param name="number">Who it is.</param>
    /// <returns>False for what names no telephone: a word, a short code, a hidden id.</returns>
    public static bool TryRead(string from, string? country, [NotNullWhen(true)] out PhoneNumber? number)
    {
        var bare = from.Trim().TrimStart('+');
        number = ValidOf(from, country) ?? ValidOf(bare, country);
        if (number is not null) return true;

        // A number that no plan knows may still be on the list of those who are written to.
        return PhoneNumber.TryFromDigits(bare, out number);
    }

    private static PhoneNumber? ValidOf(string text, string? country) =>
        PhoneRules.Normalize(text, country) is PhoneResult.Valid valid ? valid.Number : null;
}
