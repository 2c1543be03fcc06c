using System.Buffers;

namespace OlConnector.Engine.Phones;

/// <summary>The signs between the digits of a written number, and where they stand.</summary>
internal static class PhoneSigns
{
    /// <summary>Signs with which people group the digits of one number.</summary>
    public static readonly SearchValues<char> Grouping =
        SearchValues.Create(" \t\u00A0\u2007\u2009\u202F-\u2010\u2011\u2012\u2013\u2014.)_");

    /// <summary>Signs that end a number of a list in front of what is listed.</summary>
    private static readonly SearchValues<char> ListMarks = SearchValues.Create(").:,;/|]*");

    private static readonly SearchValues<char> NumberStarts = SearchValues.Create("+0123456789");

    private const int LongestListNumber = 2;

    /// <summary>
    /// Where digits stand apart: bit n is set when a sign stands in front of the last n digits. Signs further in front than 31 digits do
    /// not matter.
    /// </summary>
    public static uint Breaks(ReadOnlySpan<char> text)
    {
        var (breaks, digits, isApart) = (0u, 0, false);
        for (var at = text.Length - 1; at >= 0 && digits < 32; at--)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                isApart = digits > 0;
                continue;
            }
            if (isApart) breaks |= 1u << digits;
            (digits, isApart) = (digits + 1, false);
        }
        return breaks;
    }

    /// <summary>True when one of both groups the last digits as the other does, perhaps more coarsely.</summary>
    public static bool AreAlike(uint one, uint other, int digits)
    {
        var within = (1u << digits) - 1;
        var common = one & other & within;
        return common == (one & within) || common == (other & within);
    }

    /// <summary>
    /// True for <c>44 725 76 22</c>: seven digits behind an area are grouped so wherever the plan itself sets them apart.
    /// </summary>
    public static bool AreAsPeopleGroup(uint breaks, int digits) =>
        (breaks & ((1u << digits) - 1)) == ((1u << 2) | (1u << 4) | (1u << 7));

    /// <summary>
    /// What follows a number of a list, <c>1) 916 123-45-67</c>; empty when the text does not begin with one. A sign that comes again
    /// groups the digits, but for a bracket that nothing has opened.
    /// </summary>
    /// <param name="text">Begins with a digit or a plus.</param>
    /// <param name="isLabelled">Words stand in front of it, so that any short number may be a list's: <c>№ 1 916 123-45-67</c>.</param>
    public static ReadOnlySpan<char> AfterListNumber(ReadOnlySpan<char> text, bool isLabelled)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        if (end is < 1 or > LongestListNumber) return default;
        var next = text[end..].IndexOfAny(NumberStarts);
        if (next < 1) return default;

        var sign = text.Slice(end, next);
        var rest = text[(end + next)..];
        if (isLabelled || sign[0] == ')') return rest;
        return sign.ContainsAny(ListMarks) && rest.IndexOf(sign) < 0 ? rest : default;
    }
}
