namespace OlConnector.Engine.Phones;

/// <summary>Reads one number: with a plus as international, else as the region dials it, else as international without its plus.</summary>
internal ref struct PhoneReading
{
    private const int FewestDigits = 3;
    private const int MostDigits = 20;
    private const int FewestWithoutPlus = 11;

    /// <summary>Codes without a country are not guessed from bare digits.</summary>
    private static readonly string[] NeverAssumed = ["800", "808", "870", "878", "881", "882", "883", "888", "979"];

    private readonly Span<char> _national;
    private int _length;
    private CallingCode? _code;
    private PhoneKind _kind;
    private string? _reason;

    private PhoneReading(Span<char> national) => _national = national;

    public static PhoneResult Read(ReadOnlySpan<char> text, ReadOnlySpan<char> extension, DialingRegion? region, bool several)
    {
        Span<char> buffer = stackalloc char[MostDigits];
        var count = PhoneText.Digits(text, buffer);
        if (count < FewestDigits) return new PhoneResult.Invalid(PhoneReasons.TooShort);
        if (count > MostDigits) return new PhoneResult.Invalid(PhoneReasons.TooLong);

        var reading = new PhoneReading(stackalloc char[MostDigits]);
        ReadOnlySpan<char> digits = buffer[..count];
        var hasPlus = text.Contains('+');
        var found = PhoneText.BeginsWithPlus(text) ? reading.International(digits) : reading.Dialled(digits, region);
        var assumed = !found && !hasPlus && reading.WithoutPlus(digits);
        return found || assumed ? reading.Result(extension, several, assumed) : new PhoneResult.Invalid(reading._reason!);
    }

    private bool Dialled(ReadOnlySpan<char> digits, DialingRegion? region)
    {
        if (region is null) return Fails(PhoneReasons.InvalidCountryCode);

        foreach (var prefix in region.International)
        {
            if (digits.StartsWith(prefix) && digits.Length > prefix.Length && digits[prefix.Length] != '0')
                return International(digits[prefix.Length..]);
        }
        return National(digits, region);
    }

    private bool National(ReadOnlySpan<char> digits, DialingRegion region)
    {
        var code = region.Code;
        var carriesCode = digits.StartsWith(code.Digits) && code.KindOf(digits) is null;
        if (carriesCode && Find(digits[code.Digits.Length..], region, code)) return true;
        return Find(digits, region, code) || Fails(region.ReasonFor(digits));
    }

    private bool International(ReadOnlySpan<char> digits)
    {
        if (NumberingPlan.World.CodeOf(digits) is not { } code) return Fails(PhoneReasons.InvalidCountryCode);

        var national = digits[code.Digits.Length..];
        return Find(national, code.Main, code) || Fails(code.Main?.ReasonFor(national) ?? code.ReasonFor(national));
    }

    private bool WithoutPlus(ReadOnlySpan<char> digits)
    {
        if (digits.StartsWith("00")) digits = digits[2..];
        return digits.Length >= FewestWithoutPlus && International(digits)
            && _kind is PhoneKind.Mobile or PhoneKind.Fixed && !NeverAssumed.Contains(_code!.Digits);
    }

    private bool Find(ReadOnlySpan<char> dialled, DialingRegion? region, CallingCode code)
    {
        _code = code;
        if (region is not null)
        {
            _length = region.FindNational(dialled, _national, out _kind);
            return _length > 0;
        }
        if (code.KindOf(dialled) is not { } kind) return false;
        dialled.CopyTo(_national);
        _length = dialled.Length;
        _kind = kind;
        return true;
    }

    /// <summary>Keeps the first reason: the second pass only guesses.</summary>
    private bool Fails(string reason)
    {
        _reason ??= reason;
        return false;
    }

    private readonly PhoneResult Result(ReadOnlySpan<char> extension, bool several, bool assumed)
    {
        var digits = string.Concat(_code!.Digits, _national[.._length]);
        if (!PhoneNumber.TryFromDigits(digits, out var number))
            return new PhoneResult.Invalid(digits.Length < 8 ? PhoneReasons.TooShort : PhoneReasons.TooLong);
        return new PhoneResult.Valid(number.Value, _kind, extension.IsEmpty ? null : extension.ToString(), Notes(several, assumed));
    }

    private static string[] Notes(bool several, bool assumed) => (several, assumed) switch
    {
        (true, true) => [PhoneNotes.Several, PhoneNotes.AssumedInternational],
        (true, false) => [PhoneNotes.Several],
        (false, true) => [PhoneNotes.AssumedInternational],
        _ => [],
    };
}
