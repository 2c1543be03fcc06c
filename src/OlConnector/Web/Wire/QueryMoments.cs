using System.Globalization;
using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Reads moments of queries: ISO 8601; without a zone they mean the portal's (product.md §17.2).</summary>
internal static class QueryMoments
{
    /// <summary>Reads a moment; null from <paramref name="moment"/> where none is given.</summary>
    internal static Refusal? TryRead(string? text, string field, string portalZone, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrWhiteSpace(text)) return null;
        // A plus sign that was not escaped in a query arrives as a blank.
        var written = text.Trim().Replace(' ', '+');
        if (!DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local))
            return Refuse.Invalid(field, new Said(
                $"Поле {field} — время вида 2026-03-01T10:00:00+03:00.",
                $"{field} has to be a time such as 2026-03-01T10:00:00+03:00."));
        moment = local.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(local, ZoneOf(portalZone).GetUtcOffset(local))
            : DateTimeOffset.Parse(written, CultureInfo.InvariantCulture);
        return null;
    }

    private static TimeZoneInfo ZoneOf(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
