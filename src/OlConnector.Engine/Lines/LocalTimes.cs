using System.Diagnostics.CodeAnalysis;

namespace OlConnector.Engine.Lines;

/// <summary>
/// Times of a clock on the wall as moments. Only the way from a moment to its offset is asked of the platform: the way back goes wrong
/// where winter, not summer, is the exception (Dublin, Casablanca).
/// </summary>
public static class LocalTimes
{
    /// <summary>No zone's clock is ever changed by more.</summary>
    private static readonly TimeSpan LongestChange = TimeSpan.FromDays(1);

    /// <summary>Zones' clocks are changed at whole seconds.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(1);

    /// <summary>Lie beside the tz database's names, and mean something else on every machine, or count leap seconds.</summary>
    private static readonly string[] NotIana = ["posix", "right/", "localtime", "Factory"];

    /// <summary>Finds a zone by its name in the tz database, letter by letter; names of Windows are none.</summary>
    public static bool TryFindZone(string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        if (name is null || Array.Exists(NotIana, prefix => name.StartsWith(prefix, StringComparison.Ordinal))) return false;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)) return false;
        if (found.HasIanaId && found.Id == name) zone = found;
        return zone is not null;
    }

    /// <summary>The moment at which the clock shows this time.</summary>
    /// <param name="local">The time; its kind does not matter.</param>
    /// <param name="zone">Whose clock.</param>
    /// <param name="last">Of a time that comes twice, the second; else the first.</param>
    /// <returns>For a time that is skipped, the moment of the skip. Never outside of the years that can be told.</returns>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone, bool last = false)
    {
        var (before, after) = (OffsetAt(local, -LongestChange, zone), OffsetAt(local, LongestChange, zone));
        var (early, late) = before > after ? (before, after) : (after, before);
        var (first, second) = (Shows(local, early, zone), Shows(local, late, zone));
        return (first, second) switch
        {
            (null, null) => SkipOf(local, before, after, zone),
            (_, { } later) when last || first is null => later,
            _ => first!.Value,
        };
    }

    /// <summary>True when the clock shows this time twice.</summary>
    public static bool IsRepeated(DateTime local, TimeZoneInfo zone) => At(local, zone) != At(local, zone, last: true);

    private static TimeSpan OffsetAt(DateTime local, TimeSpan away, TimeZoneInfo zone) => zone.GetUtcOffset(Utc(local.Ticks + away.Ticks));

    private static DateTimeOffset? Shows(DateTime local, TimeSpan offset, TimeZoneInfo zone)
    {
        var moment = Utc(local.Ticks - offset.Ticks);
        return zone.GetUtcOffset(moment) == offset ? moment.ToOffset(offset) : null;
    }

    private static DateTimeOffset SkipOf(DateTime local, TimeSpan before, TimeSpan after, TimeZoneInfo zone)
    {
        var (still, already) = (local.Ticks - after.Ticks, local.Ticks - before.Ticks);
        while (already - still > Grain.Ticks)
        {
            var middle = still + ((already - still) / 2);
            if (zone.GetUtcOffset(Utc(middle)) == before) still = middle;
            else already = middle;
        }

        return Utc(already - (already % Grain.Ticks)).ToOffset(after);
    }

    private static DateTimeOffset Utc(long ticks) =>
        new(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
}
