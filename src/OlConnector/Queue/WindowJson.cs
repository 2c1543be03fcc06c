using System.Globalization;
using Newtonsoft.Json;
using OlConnector.Engine.Lines;

namespace OlConnector.Queue;

/// <summary>
/// A window as the API and the database write it: <c>{days:["mon",…], from:"10:00", to:"18:00", timeZone:"Europe/Moscow"}</c>.
/// </summary>
/// <param name="Days">Days on which it begins: some of mon, tue, wed, thu, fri, sat, sun; kept in this order, each once.</param>
/// <param name="From">Local time of its beginning, such as 10:00.</param>
/// <param name="To">
/// Local time of its end, which does not belong to it; 24:00 is midnight. Earlier than <c>from</c> it is on the next day; equal to
/// <c>from</c>, the window lasts 24 hours.
/// </param>
/// <param name="TimeZone">IANA zone, such as Europe/Moscow.</param>
internal sealed record WindowJson(IReadOnlyList<string>? Days, string? From, string? To, string? TimeZone)
{
    private static readonly string[] DayWords = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly string[] Week = [.. DayWords[1..], DayWords[0]];

    /// <summary>Reads what <see cref="TryRead"/> has accepted before.</summary>
    public static SendingWindow Read(string json) =>
        JsonConvert.DeserializeObject<WindowJson>(json)!.TryRead(out var window, out var problem)
            ? window!
            : throw new FormatException(problem!.Text);

    /// <summary>The window, or what is wrong with it.</summary>
    public bool TryRead(out SendingWindow? window, out WindowProblem? problem)
    {
        window = null;
        var days = (Days ?? []).Select(day => Array.IndexOf(DayWords, day?.ToLowerInvariant())).ToList();
        problem = days.Count == 0 || days.Contains(-1) ? new("window.days", "lists at least one of mon, tue, wed, thu, fri, sat, sun.")
            : !TryTime(From, out var from) ? new("window.from", "is a time such as 10:00.")
            : !TryTime(To, out var to) ? new("window.to", "is a time such as 18:00.")
            : !LocalTimes.TryFindZone(TimeZone, out _)
                ? new("window.timeZone", "is an IANA zone such as Europe/Moscow.")
            : null;
        if (problem is not null) return false;
        _ = TryTime(From, out from);
        _ = TryTime(To, out to);
        window = new SendingWindow(
            days.Select(day => (DayOfWeek)day).ToHashSet(), from, to, TimeZoneInfo.FindSystemTimeZoneById(TimeZone!));
        return true;
    }

    /// <summary>The same window with its days in the order of the week, each once.</summary>
    public WindowJson InOrder() => this with { Days = [.. Week.Where(day => Days!.Contains(day, StringComparer.OrdinalIgnoreCase))] };

    private static bool TryTime(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(
            text == "24:00" ? "00:00" : text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}

/// <summary>What is wrong with a window.</summary>
/// <param name="Field">Path of the field, such as <c>window.from</c>.</param>
/// <param name="Rule">What holds for it.</param>
internal sealed record WindowProblem(string Field, string Rule)
{
    /// <summary>The whole sentence.</summary>
    public string Text => $"{Field} {Rule}";
}
