namespace OlConnector.Engine.Phones;

/// <summary>
/// Makes E.164 numbers (ITU-T) of what people and other programs write. What surrounds a number is read here, the number itself by the
/// numbering plans of the world (libphonenumber). The steps are in <c>docs/text.md</c>. Linear, takes any string.
/// </summary>
public static class PhoneRules
{
    /// <summary>Reads a field.</summary>
    /// <param name="raw">As people write it: with blanks, brackets, an extension, several numbers.</param>
    /// <param name="region">ISO 3166-1 code of the country whose national numbers are meant, such as <c>RU</c>; null for none.</param>
    public static PhoneResult Normalize(string raw, string? region)
    {
        if (raw.Length > PhoneText.Longest) return new PhoneResult.Invalid(PhoneReasons.TooLong);

        Span<char> buffer = stackalloc char[PhoneText.Longest];
        ReadOnlySpan<char> text = buffer[..PhoneText.Fold(raw, buffer)];
        text = PhoneText.CutExtension(text, out var extension);
        var start = PhoneText.Start(text);
        if (start < 0) return new PhoneResult.Invalid(PhoneText.HasLetters(text) ? PhoneReasons.Letters : PhoneReasons.TooShort);

        var isLabelled = PhoneText.HasWords(text[..start]);
        text = text[start..];
        if (PhoneText.HasLetters(text)) return new PhoneResult.Invalid(PhoneReasons.Letters);
        return FirstOfSeveral(text, extension, NumberingPlan.Region(region), isLabelled);
    }

    /// <summary>
    /// The reading for portals that accept any 8 to 15 digits: signs are stripped, a Russian or Kazakh 8 in front of ten digits
    /// becomes 7, ten digits get the country's calling code. Assignment is looked up for the kind only.
    /// </summary>
    /// <inheritdoc cref="Normalize"/>
    public static PhoneResult NormalizeLoosely(string raw, string? region) => LoosePhones.Normalize(raw, region);

    /// <summary>True for an ISO 3166-1 two-letter code, in any case, whose national numbers are known.</summary>
    public static bool KnowsRegion(string region) => NumberingPlan.Region(region) is not null;

    /// <summary>The territory (ISO 3166-1) that has the range of a number; null when none has it, as of satellite telephones.</summary>
    public static string? TerritoryOf(PhoneNumber number) => NumberingPlan.TerritoryOf(number);

    private static PhoneResult FirstOfSeveral(ReadOnlySpan<char> text, ReadOnlySpan<char> extension, string? region, bool isLabelled)
    {
        var several = false;
        PhoneResult? result = null;
        do
        {
            var first = PhoneList.TakeFirst(ref text);
            several |= !text.IsEmpty;
            var one = PhoneReading.Read(first, region, isLabelled && result is null);
            if (one is PhoneResult.Valid valid) return valid.With(text.IsEmpty ? extension : default, several);
            result ??= one;
        }
        while (!text.IsEmpty);
        return result;
    }
}
