using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Days of a portal of which a message changed after they may have been summed up: a version by which sums are known to hold. Nearly all
/// messages end within hours and never come here, so that the summing costs the queue nothing.
/// </summary>
internal static class ChangedDays
{
    /// <summary>
    /// Changes of messages accepted so long ago are noted. A day is summed up a day later yet: nodes' clocks may differ.
    /// </summary>
    internal static readonly TimeSpan After = TimeSpan.FromDays(2);

    private const string CountUp = """
        INSERT INTO changed_days (portal_id, day, version) VALUES (@portal, @day, @number)
        ON CONFLICT (portal_id, day) DO UPDATE SET version = changed_days.version + @number
        """;

    /// <summary>Forgets days that are older than history is kept, with what they were summed up to.</summary>
    internal static void ForgetOld(WriteTurn turn, DateTimeOffset before)
    {
        foreach (var table in (string[])["changed_days", "summed_days"])
            turn.Execute($"DELETE FROM {table} WHERE day < @before", ("before", UtcDay.Of(before) - 1));
    }

    /// <summary>True when the message's day may have been summed up.</summary>
    internal static bool IsLate(DateTimeOffset acceptedAt, DateTimeOffset now) => acceptedAt < now - After;

    /// <summary>A message that was accepted at this moment is counted otherwise from now on.</summary>
    internal static void Note(WriteTurn turn, PortalId portal, DateTimeOffset acceptedAt)
    {
        var day = UtcDay.Of(acceptedAt);
        turn.CountUp(
            $"{portal}|{day}|changed",
            (at, number) => at.Put(CountUp, ("portal", portal), ("day", day), ("number", number)));
    }
}
