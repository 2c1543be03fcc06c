using Microsoft.EntityFrameworkCore;
using OlConnector.Storage;

namespace OlConnector.Nodes;

/// <summary>Tells other nodes that something changed which they keep in memory.</summary>
internal sealed class Revisions(Database database, Writer writer)
{
    /// <summary>Keys or settings of lines, or a portal's application token.</summary>
    public const string Lines = "lines";

    private const string Raise = """
        INSERT INTO revisions (name, number) VALUES (@name, 1) ON CONFLICT (name) DO UPDATE SET number = revisions.number + 1
        """;

    /// <summary>Something changed, and the change is committed. Nobody to tell on a database of one's own.</summary>
    public Task RaiseAsync(string name) =>
        database.IsShared ? writer.RunAsync(turn => turn.Execute(Raise, ("name", name))) : Task.CompletedTask;

    /// <summary>How often it changed so far.</summary>
    public async Task<long> NumberAsync(string name, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Revisions.AsNoTracking().Where(row => row.Name == name).Select(row => row.Number).SingleOrDefaultAsync(ct);
    }
}
