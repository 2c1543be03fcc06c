namespace OlConnector.Engine.Phones;

/// <summary>Reads one number: with a plus as international, else as the region dials it, else as international without its plus.</summary>
internal static class PhoneReading
{
    private const int FewestDigits = 3;
    private const int MostDigits = 20;
    private const int FewestWithoutPlus = 11;

    /// <summary>Codes without a country are not guessed from bare digits.</summary>
    private static readonly string[] NeverAssumed = ["800", "808", "870", "878", "881", "882", "883", "888", "979"];

    /// <param name="text">One number with its decorations, folded.</param>
    /// <param name="region">A region that <see cref="NumberingPlan"/> knows, or null.</param>
    public static PhoneResult Read(ReadOnlySpan<char> text, string? region)
    {
        text = PhoneText.CutFraction(text);
        Span<char> buffer = stackalloc char[MostDigits];
        var count = PhoneText.Digits(text, buffer);
        if (count < FewestDigits) return new PhoneResult.Invalid(PhoneReasons.TooShort);
        if (count > MostDigits) return new PhoneResult.Invalid(PhoneReasons.TooLong);

        ReadOnlySpan<char> digits = buffer[..count];
        var result = PhoneText.BeginsWithPlus(text) ? International(digits) : Dialled(digits, region);
        return result is PhoneResult.Invalid && !text.Contains('+') ? WithoutPlus(digits) ?? result : result;
    }

    private static PhoneResult International(ReadOnlySpan<char> digits) => NumberingPlan.Read(string.Concat("+", digits), region: null);

    /// <summary>
    /// As people of the region dial. Digits that carry its calling code without the plus may also belong to a neighbour who shares it,
    /// such as a Russian number in Kazakhstan.
    /// </summary>
    private static PhoneResult Dialled(ReadOnlySpan<char> digits, string? region)
    {
        if (region is null) return new PhoneResult.Invalid(PhoneReasons.InvalidCountryCode);

        var result = NumberingPlan.Read(digits.ToString(), region);
        var carriesCode = result is PhoneResult.Invalid && digits.StartsWith(NumberingPlan.CodeOf(region));
        return carriesCode && International(digits) is PhoneResult.Valid shared ? shared : result;
    }

    /// <summary>A guess, and therefore only of telephones; null keeps what the first reading found wrong.</summary>
    private static PhoneResult.Valid? WithoutPlus(ReadOnlySpan<char> digits)
    {
        if (digits.StartsWith("00")) digits = digits[2..];
        if (digits.Length < FewestWithoutPlus || International(digits) is not PhoneResult.Valid valid) return null;

        var isTelephone = valid.Kind is PhoneKind.Mobile or PhoneKind.Fixed;
        var isCountry = !Array.Exists(NeverAssumed, code => valid.Number.Digits.StartsWith(code, StringComparison.Ordinal));
        return isTelephone && isCountry ? valid with { Notes = [PhoneNotes.AssumedInternational] } : null;
    }
}
