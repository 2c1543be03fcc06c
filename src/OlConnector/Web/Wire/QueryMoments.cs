using System.Globalization;
using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Reads moments of queries: ISO 8601; without a zone they mean the portal's (product.md §17.2).</summary>
internal static class QueryMoments
{
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads a moment; null from <paramref name="moment"/> where none is given.</summary>
    internal static Refusal? TryRead(string? text, string field, string portalZone, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrWhiteSpace(text)) return null;
        // A plus sign that was not escaped in a query arrives as a blank.
        var written = text.Trim().Replace(' ', '+');
        if (!TryRead(written, portalZone, out var read))
            return Refuse.Invalid(field, new Said(
                $"Поле {field} — время вида 2026-03-01T10:00:00+03:00.",
                $"{field} has to be a time such as 2026-03-01T10:00:00+03:00."));
        if (read < First || read >= End)
            return Refuse.Invalid(field, new Said(
                $"Поле {field} — время с {First.Year} до {End.Year} года.",
                $"{field} has to be a time from {First.Year} until {End.Year}."));
        moment = read;
        return null;
    }

    private static bool TryRead(string written, string portalZone, out DateTimeOffset moment)
    {
        moment = default;
        if (!DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local)) return false;
        if (local.Kind != DateTimeKind.Unspecified) return DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, out moment);
        // At the ends of the calendar a moment of another zone does not exist.
        var isFar = local.Year < First.Year || local.Year > End.Year;
        moment = new DateTimeOffset(local, isFar ? TimeSpan.Zero : ZoneOf(portalZone).GetUtcOffset(local));
        return true;
    }

    private static TimeZoneInfo ZoneOf(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
