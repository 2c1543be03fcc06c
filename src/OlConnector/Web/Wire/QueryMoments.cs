using System.Globalization;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>
/// Reads moments of queries: a date, or date and time, as ISO 8601 writes them in full; without a zone they mean the portal's
/// (product.md §17.2). Nothing else is guessed: 02.12 is a day in December here and in February there.
/// </summary>
internal static class QueryMoments
{
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int DateLength = 10;

    private static readonly string[] WithoutZone =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    private static readonly string[] WithZone =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>Reads a moment; null from <paramref name="moment"/> where none is given.</summary>
    internal static Refusal? TryRead(string? text, string field, string portalZone, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrEmpty(text)) return null;
        moment = Read(text, portalZone);
        if (moment is null)
            return Refuse.Invalid(field, new Said(
                $"Поле {field} — время по ISO 8601, например 2026-03-01T10:00:00+03:00 или 2026-03-01.",
                $"{field} has to be an ISO 8601 time such as 2026-03-01T10:00:00+03:00, or a date such as 2026-03-01."));
        return moment >= First && moment < End ? null : Refuse.Invalid(field, new Said(
            $"Поле {field} — время с {First.Year} до {End.Year} года.",
            $"{field} has to be a time from {First.Year} until {End.Year}."));
    }

    private static DateTimeOffset? Read(string text, string portalZone)
    {
        if (!text.All(char.IsAscii)) return null;
        // A plus sign that was not escaped in a query arrives as a blank.
        var written = text.Length > DateLength ? text[..DateLength] + text[DateLength..].Replace(' ', '+') : text;
        var invariant = CultureInfo.InvariantCulture;
        if (DateTime.TryParseExact(written, WithoutZone, invariant, DateTimeStyles.None, out var local))
            return LocalTimes.At(local, LocalTimes.TryFindZone(portalZone, out var zone) ? zone : TimeZoneInfo.Utc);
        return DateTimeOffset.TryParseExact(written, WithZone, invariant, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }
}
