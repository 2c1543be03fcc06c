using System.Collections.Concurrent;
using OlConnector.Engine.Lines;
using PhoneNumbers;

namespace OlConnector.Engine.Phones;

/// <summary>Which clock people with a number look at, as far as its prefix tells (libphonenumber's map of time zones).</summary>
public static class RecipientZones
{
    private static readonly PhoneNumberToTimeZonesMapper Map = PhoneNumberToTimeZonesMapper.GetInstance();
    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Zones = new(StringComparer.Ordinal);

    /// <summary>The zone; null where the prefix belongs to several, as a mobile number of a large country does, or to none.</summary>
    public static TimeZoneInfo? Of(PhoneNumber number) =>
        NumberingPlan.TryParse(number, out var assigned) && Map.GetTimeZonesForNumber(assigned) is [var name]
            ? Zones.GetOrAdd(name, id => LocalTimes.TryFindZone(id, out var zone) ? zone : null)
            : null;
}
