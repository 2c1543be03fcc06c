namespace OlConnector.Engine.Phones;

/// <summary>The reading that counts digits instead of asking the numbering plan.</summary>
internal static class LoosePhones
{
    private const int NationalDigits = 10;
    private const int MostDigits = 15;
    private const string RussianTrunk = "8";

    public static PhoneResult Normalize(string raw, string? region)
    {
        if (raw.Length > PhoneText.Longest) return new PhoneResult.Invalid(PhoneReasons.TooLong);

        Span<char> buffer = stackalloc char[PhoneText.Longest];
        ReadOnlySpan<char> text = buffer[..PhoneText.Fold(raw, buffer)];
        text = PhoneText.CutExtension(text, out var extension);
        if (PhoneText.HasLetters(text)) return new PhoneResult.Invalid(PhoneReasons.Letters);

        var several = false;
        PhoneResult? result = null;
        do
        {
            var first = PhoneList.TakeFirst(ref text);
            several |= !text.IsEmpty;
            var one = Read(first, text.IsEmpty ? extension : default, NumberingPlan.World.Region(region), several);
            if (result is null || one is PhoneResult.Valid) result = one;
        }
        while (result is PhoneResult.Invalid && !text.IsEmpty);
        return result;
    }

    private static PhoneResult Read(ReadOnlySpan<char> text, ReadOnlySpan<char> extension, DialingRegion? region, bool several)
    {
        Span<char> buffer = stackalloc char[MostDigits + 2];
        var count = PhoneText.Digits(text, buffer);
        if (count > buffer.Length) return new PhoneResult.Invalid(PhoneReasons.TooLong);

        ReadOnlySpan<char> digits = buffer[..count];
        var international = PhoneText.BeginsWithPlus(text) || digits.StartsWith("00");
        if (digits.StartsWith("00")) digits = digits[2..];
        var full = international || region is null ? digits.ToString() : WithCode(digits, region.Code.Digits);
        if (!PhoneNumber.TryFromDigits(full, out var number)) return new PhoneResult.Invalid(Reason(full));
        return new PhoneResult.Valid(
            number.Value, KindOf(full), extension.IsEmpty ? null : extension.ToString(), several ? [PhoneNotes.Several] : []);
    }

    private static string WithCode(ReadOnlySpan<char> digits, string code)
    {
        if (digits.Length == NationalDigits) return string.Concat(code, digits);
        var hasTrunk = code == "7" && digits.Length == NationalDigits + 1 && digits.StartsWith(RussianTrunk);
        return hasTrunk ? string.Concat(code, digits[1..]) : digits.ToString();
    }

    private static PhoneKind KindOf(string digits)
    {
        var code = NumberingPlan.World.CodeOf(digits);
        return code?.KindOf(digits.AsSpan(code.Digits.Length)) ?? PhoneKind.Unknown;
    }

    private static string Reason(string digits) =>
        digits.Length < 8 ? PhoneReasons.TooShort : digits.Length > MostDigits ? PhoneReasons.TooLong : PhoneReasons.InvalidCountryCode;
}
