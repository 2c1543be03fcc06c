namespace OlConnector.Engine.Phones;

/// <summary>What kind of number the numbering plan assigns.</summary>
public enum PhoneKind
{
    /// <summary>Mobile, or fixed-or-mobile where the plan does not tell them apart.</summary>
    Mobile,

    /// <summary>A fixed line.</summary>
    Fixed,

    /// <summary>Toll-free, premium, shared cost, VoIP, personal, pager: nobody's telephone.</summary>
    Other,

    /// <summary>Not looked up in the plan, or not found there: only the loose reading gives it.</summary>
    Unknown,
}

/// <summary>What became of a telephone number as people write it.</summary>
public abstract record PhoneResult
{
    private PhoneResult()
    {
    }

    /// <summary>A number whose range is assigned. That does not say that anyone answers.</summary>
    /// <param name="Number">The number in E.164.</param>
    /// <param name="Kind">What the range is for.</param>
    /// <param name="Extension">Digits behind <c>доб</c>, <c>ext</c>, <c>x</c>, <c>#</c>; null when there are none.</param>
    /// <param name="Notes">Some of <see cref="PhoneNotes"/>.</param>
    public sealed record Valid(PhoneNumber Number, PhoneKind Kind, string? Extension, IReadOnlyList<string> Notes) : PhoneResult
    {
        /// <summary>The number with what its field said beside it.</summary>
        internal Valid With(ReadOnlySpan<char> extension, bool several) => extension.IsEmpty && !several ? this : this with
        {
            Extension = extension.IsEmpty ? null : extension.ToString(),
            Notes = several ? [PhoneNotes.Several, .. Notes] : Notes,
        };
    }

    /// <summary>No number.</summary>
    /// <param name="Reason">One of <see cref="PhoneReasons"/>.</param>
    public sealed record Invalid(string Reason) : PhoneResult;
}

/// <summary>What a valid number was read with.</summary>
public static class PhoneNotes
{
    /// <summary>The field held several numbers; this is the first valid one.</summary>
    public const string Several = "several";

    /// <summary>The digits were no number of the region but are one with the plus sign in front.</summary>
    public const string AssumedInternational = "assumed-international";

    /// <summary>A fixed line: an SMS may not arrive.</summary>
    public const string Landline = "landline";
}

/// <summary>Why there is no number.</summary>
public static class PhoneReasons
{
    /// <summary>Letters stand among the digits.</summary>
    public const string Letters = "letters";

    /// <summary>Fewer digits than any number of the country has.</summary>
    public const string TooShort = "too_short";

    /// <summary>More digits than any number of the country has.</summary>
    public const string TooLong = "too_long";

    /// <summary>The length is right, but no number begins like this.</summary>
    public const string NotAssigned = "not_assigned";

    /// <summary>The digits begin with no calling code, or nothing says which country they belong to.</summary>
    public const string InvalidCountryCode = "invalid_country_code";

    /// <summary>More than a number stands in the field, and it could be read as one or another.</summary>
    public const string Ambiguous = "ambiguous";
}
