using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>The shelf for callbacks that could not be read or applied: bounded in number and age.</summary>
internal static class KeptCallbacks
{
    /// <summary>Most that are kept of one line; the oldest go first.</summary>
    internal const int MostOfLine = 100;

    /// <summary>How long they are kept. 14 days.</summary>
    internal static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    /// <summary>People are told of the first in so long. 24 hours.</summary>
    private static readonly TimeSpan OneAlarmIn = TimeSpan.FromHours(24);

    private const string Last = "SELECT MAX(at) FROM kept_callbacks WHERE line_id = @line";

    private const string Insert = """
        INSERT INTO kept_callbacks (portal_id, id, line_id, gateway_kind, at, why, body, length)
        VALUES (@portal, @id, @line, @kind, @at, @why, @body, @length)
        """;

    private const string Trim = """
        DELETE FROM kept_callbacks
         WHERE line_id = @line AND id NOT IN (SELECT id FROM kept_callbacks WHERE line_id = @line ORDER BY at DESC, id DESC LIMIT @most)
        """;

    private const string Bodies = "SELECT id, body FROM kept_callbacks WHERE portal_id = @portal";
    private const string ForgetOne = "DELETE FROM kept_callbacks WHERE id = @id";
    private const string Forget = "DELETE FROM kept_callbacks WHERE at < @before";

    /// <summary>Keeps one. True when it is the line's first for a day.</summary>
    internal static bool Keep(WriteTurn turn, KeptCallback callback)
    {
        var last = turn.First(Last, row => row.MomentOrNull(0), ("line", callback.LineId));
        turn.Execute(
            Insert, ("portal", callback.PortalId), ("id", callback.Id), ("line", callback.LineId), ("kind", callback.GatewayKind),
            ("at", callback.At), ("why", callback.Why), ("body", callback.Body), ("length", callback.Length));
        turn.Execute(Trim, ("line", callback.LineId), ("most", MostOfLine));
        return last is null || callback.At - last >= OneAlarmIn;
    }

    /// <summary>Deletes a portal's callbacks in which the number stands, however it is written.</summary>
    internal static void ForgetNumber(WriteTurn turn, PortalId portal, PhoneNumber number)
    {
        foreach (var (id, digits) in turn.Query(Bodies, row => (row.GetGuid(0), DigitsOf(row.GetString(1))), ("portal", portal)))
            if (digits.Contains(number.Digits, StringComparison.Ordinal)) turn.Execute(ForgetOne, ("id", id));
    }

    /// <summary>Deletes those that are too old.</summary>
    internal static void ForgetOld(WriteTurn turn, DateTimeOffset now) => turn.Execute(Forget, ("before", now - KeptFor));

    private static string DigitsOf(string body) => string.Concat(body.Where(char.IsAsciiDigit));
}
