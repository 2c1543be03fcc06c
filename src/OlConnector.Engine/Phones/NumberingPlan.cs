using System.Collections.Frozen;
using System.Globalization;
using PhoneNumbers;
using Assigned = PhoneNumbers.PhoneNumber;
using Length = PhoneNumbers.PhoneNumberUtil.ValidationResult;

namespace OlConnector.Engine.Phones;

/// <summary>
/// The numbering plans of the world, as libphonenumber carries them in its assembly. It decides what the national number is, whether
/// it is assigned, and what for. Safe for any number of threads; a country's plan is read when its first number comes.
/// </summary>
internal static class NumberingPlan
{
    private const int ShortestStored = 8;

    private static readonly PhoneNumberUtil World = PhoneNumberUtil.GetInstance();

    private static readonly FrozenSet<string> Regions = World.GetSupportedRegions().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The region as the plans name it; null when they do not know it.</summary>
    public static string? Region(string? name) => name is not null && Regions.TryGetValue(name, out var region) ? region : null;

    /// <summary>The calling code of a known region, such as <c>7</c>.</summary>
    public static string CodeOf(string region) => Text(World.GetCountryCodeForRegion(region));

    /// <summary>The territory that has the range of a number; null when none has it.</summary>
    public static string? TerritoryOf(PhoneNumber number) =>
        TryParse(number, out var assigned) ? Region(World.GetRegionCodeForNumber(assigned)) : null;

    /// <summary>A stored number as the library has it; false where it finds no national number in it.</summary>
    public static bool TryParse(PhoneNumber number, out Assigned assigned) => TryParse(number.E164, region: null, out assigned, out _);

    /// <summary>How many digits of a number follow its calling code.</summary>
    public static int NationalDigits(PhoneNumber number) =>
        TryParse(number, out var assigned)
            ? number.Digits.Length - Text(assigned.CountryCode).Length
            : number.Digits.Length;

    /// <summary>Where a number's country sets its digits apart, as <see cref="PhoneSigns.Breaks"/> has it.</summary>
    public static uint Breaks(PhoneNumber number) =>
        TryParse(number, out var assigned)
            ? PhoneSigns.Breaks(World.Format(assigned, PhoneNumberFormat.INTERNATIONAL))
            : 0;

    /// <summary>Reads digits.</summary>
    /// <param name="digits">At most twenty ASCII digits; a plus in front makes them international.</param>
    /// <param name="region">A known region, which says how national digits are dialled; null only with a plus.</param>
    public static PhoneResult Read(string digits, string? region)
    {
        if (!TryParse(digits, region, out var number, out var error)) return new PhoneResult.Invalid(ReasonOf(error));
        if (KindOf(number) is not { } kind) return new PhoneResult.Invalid(ReasonFor(number, digits.TrimStart('+'), region));

        var full = string.Concat(Text(number.CountryCode), World.GetNationalSignificantNumber(number));
        return PhoneNumber.TryFromDigits(full, out var stored)
            ? new PhoneResult.Valid(stored.Value, kind, Extension: null, Notes: [])
            : new PhoneResult.Invalid(full.Length < ShortestStored ? PhoneReasons.TooShort : PhoneReasons.TooLong);
    }

    /// <summary>The library throws at digits in which it finds no national number at all; nothing else may come out of it.</summary>
    private static bool TryParse(string digits, string? region, out Assigned number, out ErrorType error)
    {
        error = default;
        try
        {
            number = World.Parse(digits, region);
            return true;
        }
        catch (NumberParseException none)
        {
            number = Assigned.DefaultInstance;
            error = none.ErrorType;
            return false;
        }
    }

    /// <summary>What the number is assigned for; null when it is not. The library calls a number valid when it has a type.</summary>
    private static PhoneKind? KindOf(Assigned number) => World.GetNumberType(number) switch
    {
        PhoneNumberType.UNKNOWN => null,
        PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE => PhoneKind.Mobile,
        PhoneNumberType.FIXED_LINE => PhoneKind.Fixed,
        _ => PhoneKind.Other,
    };

    /// <summary>
    /// Why a number is not assigned: by the lengths that telephones have there, counted without a trunk prefix that the library has
    /// left in, as the person who wrote it would count.
    /// </summary>
    private static string ReasonFor(Assigned number, string digits, string? region)
    {
        var home = region ?? Region(World.GetRegionCodeForCountryCode(number.CountryCode));
        var national = World.GetNationalSignificantNumber(number);
        var before = digits.EndsWith(national, StringComparison.Ordinal) ? digits[..^national.Length] : "?";
        var hasAll = before.Length == 0 || before.EndsWith(Text(number.CountryCode), StringComparison.Ordinal);
        var counted = hasAll && home is not null && WithoutTrunk(national, home) is { } shorter ? shorter : number;

        var length = World.IsPossibleNumberWithReason(counted);
        if (length == Length.IS_POSSIBLE) return PhoneReasons.NotAssigned;
        var ofTelephones = World.IsPossibleNumberForTypeWithReason(counted, PhoneNumberType.FIXED_LINE_OR_MOBILE);
        return ReasonOf(ofTelephones) ?? ReasonOf(length) ?? PhoneReasons.NotAssigned;
    }

    private static Assigned? WithoutTrunk(string national, string region)
    {
        var trunk = World.GetNddPrefixForRegion(region, stripNonDigits: true);
        var hasTrunk = !string.IsNullOrEmpty(trunk) && national.StartsWith(trunk, StringComparison.Ordinal);
        return hasTrunk && TryParse(national[trunk.Length..], region, out var shorter, out _) ? shorter : null;
    }

    private static string? ReasonOf(Length length) => length switch
    {
        Length.TOO_LONG => PhoneReasons.TooLong,
        Length.TOO_SHORT or Length.IS_POSSIBLE_LOCAL_ONLY => PhoneReasons.TooShort,
        _ => null,
    };

    private static string ReasonOf(ErrorType error) => error switch
    {
        ErrorType.INVALID_COUNTRY_CODE => PhoneReasons.InvalidCountryCode,
        ErrorType.TOO_LONG => PhoneReasons.TooLong,
        _ => PhoneReasons.TooShort,
    };

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);
}
