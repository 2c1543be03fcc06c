using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// What each line sent of marketing on each of its days. Counted in the transaction that settles a send, so that nothing is ever counted
/// by looking through messages.
/// </summary>
internal static class LineDays
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    // A series goes on from the day before; a date never comes again, so the day before stands still.
    private const string Add = """
        INSERT INTO line_days (portal_id, line_id, day, sent, first_at, last_at, new_recipients, series)
        VALUES (@portal, @line, @day, 1, @now, @now, @new,
                1 + COALESCE((SELECT d.series FROM line_days d WHERE d.portal_id = @portal AND d.line_id = @line AND d.day = @day - 1), 0))
        ON CONFLICT (portal_id, line_id, day) DO UPDATE
           SET sent = line_days.sent + 1, last_at = @now, new_recipients = line_days.new_recipients + @new
        """;

    private const string ForgetBefore = """
        DELETE FROM line_days
         WHERE (portal_id, line_id, day) IN (
               SELECT portal_id, line_id, day FROM line_days WHERE day < @before ORDER BY day LIMIT @most)
        """;

    /// <summary>One more message of the line left.</summary>
    internal static void Count(WriteTurn turn, PortalId portal, LineId line, MarketingSend send, DateTimeOffset now) => turn.Put(
        Add, ("portal", portal), ("line", line), ("day", NumberOf(send.Day)), ("new", send.IsToNew ? 1 : 0), ("now", now));

    /// <summary>Deletes days that are older than history is kept; answers how many.</summary>
    internal static int ForgetOld(WriteTurn turn, DateTimeOffset before, int most) =>
        turn.Execute(ForgetBefore, ("before", UtcDay.Of(before)), ("most", most));

    /// <summary>A date as a row has it.</summary>
    internal static long NumberOf(DateOnly day) => day.DayNumber - Epoch;

    /// <summary>The date of a row.</summary>
    internal static DateOnly DayOf(long number) => DateOnly.FromDayNumber((int)number + Epoch);
}

/// <summary>A marketing message on its way, as its line's days will count it.</summary>
/// <param name="Day">The date where the line was when it left.</param>
/// <param name="IsToNew">It is counted as the first word to somebody without an earlier dialog.</param>
internal sealed record MarketingSend(DateOnly Day, bool IsToNew);
