using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OlConnector.Engine.Lines;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Writes dates with numbers only, so that the text depends neither on a language nor on the machine.</summary>
internal static class DateWriting
{
    private const int LongestFormat = 64;
    private const int LongestZone = 64;

    /// <summary>Signs with a meaning of their own in .NET's custom date formats.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("%\\'\"");

    private static readonly SearchValues<char> ZoneCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/");

    private static readonly string[] Allowed = ["d", "dd", "M", "MM", "yy", "yyyy", "H", "HH", "h", "hh", "m", "mm", "s", "ss", "tt"];

    /// <summary>Dates and times as a clock on the wall shows them.</summary>
    private static readonly string[] WallFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "dd.MM.yyyy", "dd.MM.yyyy HH:mm", "dd.MM.yyyy HH:mm:ss",
    ];

    /// <summary>Moments: ISO 8601 with an offset.</summary>
    private static readonly string[] MomentFormats =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>Day, month, year, hour, minute, second, AM/PM, and any sign or letter that is not Latin between them.</summary>
    public static bool IsAllowed(string format)
    {
        if (format.Length is 0 or > LongestFormat || format.AsSpan().ContainsAny(Forbidden)) return false;

        var at = 0;
        while (at < format.Length)
        {
            var end = at + 1;
            while (end < format.Length && format[end] == format[at]) end++;
            if (char.IsAsciiLetter(format[at]) && !Allowed.Contains(format[at..end])) return false;
            at = end;
        }
        return true;
    }

    /// <summary>
    /// The zone by its name in the tz database. Only names that can be such are asked for: the platform takes them for file names.
    /// </summary>
    public static bool TryFindZone(string name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        return name.Length is > 0 and <= LongestZone && char.IsAsciiLetter(name[0]) && !name.AsSpan().ContainsAnyExcept(ZoneCharacters)
            && LocalTimes.TryFindZone(name, out zone);
    }

    /// <summary>The value in this format. A moment is moved to the zone when there is one; a wall clock time stays.</summary>
    public static string Write(string value, string format, TimeZoneInfo? zone)
    {
        var custom = format.Length == 1 ? "%" + format : format; // a single letter would name one of .NET's standard formats
        var invariant = CultureInfo.InvariantCulture;
        if (DateTime.TryParseExact(value, WallFormats, invariant, DateTimeStyles.None, out var wall))
            return wall.ToString(custom, invariant);
        if (DateTimeOffset.TryParseExact(value, MomentFormats, invariant, DateTimeStyles.AssumeUniversal, out var moment))
            return (zone is null ? moment : TimeZoneInfo.ConvertTime(moment, zone)).ToString(custom, invariant);
        return value;
    }
}
