using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// How many messages each line was handed in each quarter of an hour: the other side of the books. Counted with the message, and taken back
/// with it when history goes.
/// </summary>
internal static class IntakeTallies
{
    private const string Add = """
        INSERT INTO intake_tallies (portal_id, line_id, quarter, received) VALUES (@portal, @line, @quarter, @number)
        ON CONFLICT (portal_id, line_id, quarter) DO UPDATE SET received = intake_tallies.received + @number
        """;

    private const string TakeAway =
        "UPDATE intake_tallies SET received = received - @number WHERE portal_id = @portal AND line_id = @line AND quarter = @quarter";
    private const string ForgetEmpty =
        "DELETE FROM intake_tallies WHERE portal_id = @portal AND line_id = @line AND quarter = @quarter AND received = 0";

    /// <summary>One more message of the line, accepted at that moment.</summary>
    internal static void Count(WriteTurn turn, PortalId portal, LineId line, DateTimeOffset acceptedAt)
    {
        var quarter = UtcQuarter.Of(acceptedAt);
        turn.CountUp(
            $"{portal}|{line}|{quarter}|+",
            (at, number) => at.Put(Add, ("portal", portal), ("line", line), ("quarter", quarter), ("number", number)));
    }

    /// <summary>One message less.</summary>
    internal static void TakeBack(WriteTurn turn, PortalId portal, LineId line, DateTimeOffset acceptedAt)
    {
        var quarter = UtcQuarter.Of(acceptedAt);
        turn.CountUp($"{portal}|{line}|{quarter}|-", (at, number) =>
        {
            at.Put(TakeAway, ("number", number), ("portal", portal), ("line", line), ("quarter", quarter));
            at.Put(ForgetEmpty, ("portal", portal), ("line", line), ("quarter", quarter));
        });
    }
}
