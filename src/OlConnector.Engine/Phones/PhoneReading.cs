namespace OlConnector.Engine.Phones;

/// <summary>Reads one number: with a plus as international, else as the region dials it, else as international without its plus.</summary>
/// <remarks>
/// The digits of a text are no number where a part of them is one already: then the rest is something else, and where both could be meant
/// nobody is written to.
/// </remarks>
internal static class PhoneReading
{
    private const int FewestDigits = 3;
    private const int MostDigits = 20;
    private const int FewestWithoutPlus = 11;
    private const int MostTails = 3;

    private static readonly PhoneResult.Invalid Ambiguous = new(PhoneReasons.Ambiguous);

    /// <summary>Codes without a country are not guessed from bare digits.</summary>
    private static readonly string[] NeverAssumed = ["800", "808", "870", "878", "881", "882", "883", "888", "979"];

    /// <param name="text">One number with its decorations, folded.</param>
    /// <param name="region">A region that <see cref="NumberingPlan"/> knows, or null.</param>
    /// <param name="isLabelled">Words stood in front of the text.</param>
    public static PhoneResult Read(ReadOnlySpan<char> text, string? region, bool isLabelled = false)
    {
        text = PhoneText.CutFraction(text);
        var listed = PhoneSigns.AfterListNumber(text, isLabelled);
        if (listed is ['+', ..]) return Read(listed, region, MostTails);

        var result = Read(text, region, MostTails);
        var couldBeListed = result is not PhoneResult.Valid valid || IsAssumed(valid);
        return couldBeListed && !listed.IsEmpty && Read(listed, region, MostTails) is PhoneResult.Valid ? Ambiguous : result;
    }

    private static PhoneResult Read(ReadOnlySpan<char> text, string? region, int tails)
    {
        var whole = Whole(text, region);
        if (tails == 0 || !PhoneTail.TryFind(text, out var tail)) return whole;

        return Read(tail.Rest, region, tails - 1) switch
        {
            PhoneResult.Valid cut when whole is PhoneResult.Valid valid => Decide(text, valid, tail, cut),
            PhoneResult.Valid cut when tail.IsMarked || !tail.IsRepeated => cut,
            PhoneResult.Invalid { Reason: PhoneReasons.Ambiguous } unsure => unsure,
            var noNumber when tail.EndsList => noNumber,
            _ => whole,
        };
    }

    /// <summary>Both are numbers: all the digits, and those before the tail.</summary>
    private static PhoneResult Decide(ReadOnlySpan<char> text, PhoneResult.Valid whole, PhoneTail tail, PhoneResult.Valid cut)
    {
        // In a plan of many lengths more digits are the same number's: 030 1234 and 030 1234 56.
        if (whole.Number.Digits.StartsWith(cut.Number.Digits, StringComparison.Ordinal)) return tail.IsMarked ? Ambiguous : whole;
        if (!IsAssumed(whole)) return Ambiguous;

        var codeStandsApart = PhoneSigns.Breaks(text) >> NumberingPlan.NationalDigits(whole.Number) == 1;
        var (breaks, national) = (PhoneSigns.Breaks(tail.Rest), NumberingPlan.NationalDigits(cut.Number));
        var isGroupedLikeCut = PhoneSigns.AreAlike(breaks, NumberingPlan.Breaks(cut.Number), national);
        return (codeStandsApart, isGroupedLikeCut) switch
        {
            (true, false) when tail.IsRepeated && !tail.IsMarked && !PhoneSigns.AreAsPeopleGroup(breaks, national) => whole,
            (false, true) => cut,
            _ => Ambiguous,
        };
    }

    private static PhoneResult Whole(ReadOnlySpan<char> text, string? region)
    {
        Span<char> buffer = stackalloc char[MostDigits];
        var count = PhoneText.Digits(text, buffer);
        if (count < FewestDigits) return new PhoneResult.Invalid(PhoneReasons.TooShort);
        if (count > MostDigits) return new PhoneResult.Invalid(PhoneReasons.TooLong);

        ReadOnlySpan<char> digits = buffer[..count];
        var result = PhoneText.BeginsWithPlus(text) ? International(digits) : Dialled(digits, region);
        return result is PhoneResult.Invalid && !text.Contains('+') ? WithoutPlus(digits) ?? result : result;
    }

    private static bool IsAssumed(PhoneResult.Valid valid) => valid.Notes.Contains(PhoneNotes.AssumedInternational);

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
