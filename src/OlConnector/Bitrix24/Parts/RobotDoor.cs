using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Storage.Rows;

namespace OlConnector.Bitrix24.Parts;

/// <summary>Whose robot a call is of. A closed family.</summary>
internal abstract record RobotSearch
{
    private RobotSearch() { }

    /// <summary>This portal's.</summary>
    internal sealed record Found(PortalId Portal) : RobotSearch;

    /// <summary>Nobody's.</summary>
    internal sealed record Nobody : RobotSearch;

    /// <summary>Nobody can say just now: the database does not answer.</summary>
    internal sealed record NotNow : RobotSearch;
}

/// <summary>
/// Finds the portal by the key in the robot's address. What was found stays in memory as a hash, so that a call can be taken while the
/// database is away.
/// </summary>
internal sealed class RobotDoor(Database database, TimeProvider clock)
{
    private const int Most = 20_000;

    /// <summary>Who called does not wait longer for a database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, PortalId> _known = new(StringComparer.Ordinal);
    private readonly HashMemory _unknown = new(TimeSpan.FromMinutes(1), clock);

    internal async Task<RobotSearch> FindAsync(string key)
    {
        var hash = SecretKey.Hash(key);
        if (_known.TryGetValue(hash, out var portal)) return new RobotSearch.Found(portal);
        if (_unknown.Knows(hash)) return new RobotSearch.Nobody();
        try
        {
            if (await AskAsync(hash).WaitAsync(Patience, clock) is not { } found)
            {
                _unknown.Remember(hash);
                return new RobotSearch.Nobody();
            }

            if (_known.Count >= Most) _known.Clear();
            _known[hash] = found;
            return new RobotSearch.Found(found);
        }
        catch (Exception failure) when (failure is TimeoutException || database.IsAway(failure))
        {
            return new RobotSearch.NotNow();
        }
    }

    private async Task<PortalId?> AskAsync(string hash)
    {
        await using var db = database.Read();
        var found = await db.PortalParts.AsNoTracking().Where(row => row.HandlerKeyHash == hash && row.Name == PartNames.Robot)
            .Select(row => row.PortalId).ToListAsync();
        return found.Count == 0 ? null : found[0];
    }
}
