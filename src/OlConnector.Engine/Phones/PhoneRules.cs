namespace OlConnector.Engine.Phones;

/// <summary>
/// Makes E.164 numbers (ITU-T) of what people and other programs write, by the numbering plans of the world. The steps are in
/// <c>docs/text.md</c>. Linear, takes any string.
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

        text = text[start..];
        if (PhoneText.HasLetters(text)) return new PhoneResult.Invalid(PhoneReasons.Letters);
        return FirstOfSeveral(text, extension, NumberingPlan.World.Region(region));
    }

    /// <summary>
    /// The reading for portals that accept any 8 to 15 digits: signs are stripped, a Russian or Kazakh 8 in front of ten digits
    /// becomes 7, ten digits get the country's calling code. Assignment is looked up for the kind only.
    /// </summary>
    /// <inheritdoc cref="Normalize"/>
    public static PhoneResult NormalizeLoosely(string raw, string? region) => LoosePhones.Normalize(raw, region);

    /// <summary>True for an ISO 3166-1 two-letter code, in any case, whose national numbers are known.</summary>
    public static bool KnowsRegion(string region) => NumberingPlan.World.Region(region) is not null;

    /// <summary>
    /// The territory of a number where its calling code tells it: the only one of the code, and Kazakhstan or Russia for +7. Else null.
    /// </summary>
    public static string? TerritoryOf(PhoneNumber number)
    {
        var code = NumberingPlan.World.CodeOf(number.Digits);
        return code?.Digits == "7" ? number.Digits[1] is '6' or '7' ? "KZ" : "RU" : code?.Territory;
    }

    private static PhoneResult FirstOfSeveral(ReadOnlySpan<char> text, ReadOnlySpan<char> extension, DialingRegion? region)
    {
        var first = PhoneList.TakeFirst(ref text);
        var result = PhoneReading.Read(first, text.IsEmpty ? extension : default, region, several: !text.IsEmpty);
        while (result is PhoneResult.Invalid && !text.IsEmpty)
        {
            var next = PhoneList.TakeFirst(ref text);
            var other = PhoneReading.Read(next, text.IsEmpty ? extension : default, region, several: true);
            if (other is PhoneResult.Valid) result = other;
        }
        return result;
    }
}
