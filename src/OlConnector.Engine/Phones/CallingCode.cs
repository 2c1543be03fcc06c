namespace OlConnector.Engine.Phones;

/// <summary>One country calling code (ITU-T E.164) with the national numbers that are assigned under it.</summary>
internal sealed class CallingCode
{
    private readonly NumberRanges?[] _byLength;
    private readonly int _shortest;
    private readonly int _longest;

    public CallingCode(string digits, IReadOnlyDictionary<int, NumberRanges> byLength)
    {
        Digits = digits;
        _byLength = new NumberRanges?[byLength.Keys.Max() + 1];
        foreach (var (length, ranges) in byLength) _byLength[length] = ranges;
        var usual = byLength.Where(pair => pair.Value.HasTelephones).Select(pair => pair.Key).DefaultIfEmpty(byLength.Keys.Max()).ToList();
        _shortest = usual.Min();
        _longest = usual.Max();
    }

    public string Digits { get; }

    /// <summary>How numbers are dialled in the country that leads this code; null for codes without a country.</summary>
    public DialingRegion? Main { get; set; }

    /// <summary>The only territory of the code; null when several share it or none has it.</summary>
    public string? Territory { get; set; }

    /// <summary>What the national number is; null when it is not assigned.</summary>
    public PhoneKind? KindOf(ReadOnlySpan<char> national) =>
        national.Length < _byLength.Length ? _byLength[national.Length]?.KindOf(DigitText.Value(national)) : null;

    /// <summary>Why a national number that is not assigned is none.</summary>
    public string ReasonFor(ReadOnlySpan<char> national)
    {
        if (national.Length < _byLength.Length && _byLength[national.Length] is not null) return PhoneReasons.NotAssigned;
        return national.Length > _longest ? PhoneReasons.TooLong
            : national.Length < _shortest ? PhoneReasons.TooShort
            : PhoneReasons.NotAssigned;
    }
}
