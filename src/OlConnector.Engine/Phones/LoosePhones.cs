namespace OlConnector.Engine.Phones;

/// <summary>The reading that counts digits instead of asking the numbering plan.</summary>
internal static class LoosePhones
{
    private const int NationalDigits = 10;
    private const int MostDigits = 15;
    private const string RussianTrunk = "8";

    private static readonly PhoneResult.Invalid Ambiguous = new(PhoneReasons.Ambiguous);

    public static PhoneResult Normalize(string raw, string? region)
    {
        if (raw.Length > PhoneText.Longest) return new PhoneResult.Invalid(PhoneReasons.TooLong);

        Span<char> buffer = stackalloc char[PhoneText.Longest];
        ReadOnlySpan<char> text = buffer[..PhoneText.Fold(raw, buffer)];
        text = PhoneText.CutExtension(text, out var extension);
        if (PhoneText.HasLetters(text)) return new PhoneResult.Invalid(PhoneReasons.Letters);

        var start = Math.Max(0, PhoneText.Start(text));
        var isLabelled = PhoneText.HasWords(text[..start]);
        text = text[start..];
        var several = false;
        PhoneResult? result = null;
        do
        {
            var first = PhoneList.TakeFirst(ref text);
            several |= !text.IsEmpty;
            var one = Read(first, NumberingPlan.Region(region), isLabelled && result is null);
            if (one is PhoneResult.Valid valid) return valid.With(text.IsEmpty ? extension : default, several);
            result ??= one;
        }
        while (!text.IsEmpty);
        return result;
    }

    /// <summary>Where the region's plan knows the number, it also knows which of the digits belong to it.</summary>
    private static PhoneResult Read(ReadOnlySpan<char> text, string? region, bool isLabelled)
    {
        text = PhoneText.CutFraction(text);
        if (region is null) return PhoneTail.TryFind(text, out var end) && end.IsMarked ? Ambiguous : Whole(text, region);
        return PhoneReading.Read(text, region, isLabelled) switch
        {
            PhoneResult.Valid valid => valid with { Notes = [] },
            PhoneResult.Invalid { Reason: PhoneReasons.Ambiguous } unsure => unsure,
            _ => HasMoreThanNumber(text, region) ? Ambiguous : Whole(text, region),
        };
    }

    private static bool HasMoreThanNumber(ReadOnlySpan<char> text, string region) =>
        PhoneTail.TryFind(text, out var tail) && (tail.IsMarked || PhoneReading.Read(tail.Rest, region) is PhoneResult.Valid);

    private static PhoneResult Whole(ReadOnlySpan<char> text, string? region)
    {
        Span<char> buffer = stackalloc char[MostDigits + 2];
        var count = PhoneText.Digits(text, buffer);
        if (count > buffer.Length) return new PhoneResult.Invalid(PhoneReasons.TooLong);

        ReadOnlySpan<char> digits = buffer[..count];
        var international = PhoneText.BeginsWithPlus(text) || digits.StartsWith("00");
        if (digits.StartsWith("00")) digits = digits[2..];
        var full = international || region is null ? digits.ToString() : WithCode(digits, NumberingPlan.CodeOf(region));
        return PhoneNumber.TryFromDigits(full, out var number)
            ? new PhoneResult.Valid(number.Value, KindOf(number.Value), Extension: null, Notes: [])
            : new PhoneResult.Invalid(Reason(full));
    }

    private static string WithCode(ReadOnlySpan<char> digits, string code)
    {
        if (digits.Length == NationalDigits) return string.Concat(code, digits);
        var hasTrunk = code == "7" && digits.Length == NationalDigits + 1 && digits.StartsWith(RussianTrunk);
        return hasTrunk ? string.Concat(code, digits[1..]) : digits.ToString();
    }

    /// <summary>Unknown too where the plan would write the number otherwise: here it is taken as it stands.</summary>
    private static PhoneKind KindOf(PhoneNumber number) =>
        NumberingPlan.Read(number.E164, region: null) is PhoneResult.Valid valid && valid.Number == number ? valid.Kind : PhoneKind.Unknown;

    private static string Reason(string digits) =>
        digits.Length < 8 ? PhoneReasons.TooShort : digits.Length > MostDigits ? PhoneReasons.TooLong : PhoneReasons.InvalidCountryCode;
}
