using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Nodes;

/// <summary>
/// Numbers the changes of what nodes keep in memory, in the order of their commits: whoever has seen number <c>n</c> asks for the rows
/// with a greater one, and misses none.
/// </summary>
internal sealed class Revisions(Database database)
{
    /// <summary>Keys or settings of lines, or a portal's application token.</summary>
    public const string Lines = "lines";

    private const string Raise = """
        INSERT INTO revisions (name, number) VALUES (@name, 1)
        ON CONFLICT (name) DO UPDATE SET number = revisions.number + 1 RETURNING number
        """;

    private const string OfLine = "UPDATE lines SET revision = @number WHERE id = @line";
    private const string OfPortal = "UPDATE portals SET revision = @number WHERE id = @portal";

    /// <summary>
    /// A line's keys or settings change in this transaction, which has its row already. The last work of the transaction: from here to the
    /// commit all who change such things wait, which is what makes the numbers' order that of the commits.
    /// </summary>
    public static void Note(WriteTurn turn, LineId line) => turn.Execute(OfLine, ("number", Next(turn)), ("line", line));

    /// <summary>The same for a portal's application token, or its end.</summary>
    public static void Note(WriteTurn turn, PortalId portal) => turn.Execute(OfPortal, ("number", Next(turn)), ("portal", portal));

    /// <summary>The latest change's number.</summary>
    public async Task<long> NumberAsync(string name, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Revisions.AsNoTracking().Where(row => row.Name == name).Select(row => row.Number).SingleOrDefaultAsync(ct);
    }

    private static long Next(WriteTurn turn) => turn.First(Raise, row => row.GetInt64(0), ("name", Lines));
}
