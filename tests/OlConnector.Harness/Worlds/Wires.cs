using Npgsql;

namespace OlConnector.Harness.Worlds;

/// <summary>Each node's own wire to the one database.</summary>
public sealed class Wires : IDisposable
{
    /// <summary>
    /// Lines that some node has in hand: claimed, with a message being composed, or with a row locked by
    /// an open transaction. What nobody can lock without waiting, somebody else has locked.
    /// </summary>
    private const string InHand = """
        WITH free_lines AS (SELECT id FROM lines FOR NO KEY UPDATE SKIP LOCKED),
             free_messages AS (SELECT sequence FROM messages WHERE state IN ('accepted', 'queued', 'dispatching')
                                  FOR NO KEY UPDATE SKIP LOCKED)
        SELECT id FROM lines WHERE claim_token IS NOT NULL OR id NOT IN (SELECT id FROM free_lines)
        UNION SELECT line_id FROM messages WHERE state = 'accepted' AND compose_after > (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)
        UNION SELECT line_id FROM messages WHERE state IN ('accepted', 'queued', 'dispatching')
                                             AND sequence NOT IN (SELECT sequence FROM free_messages)
        """;

    private readonly Dictionary<int, Forwarder> _wires = [];
    private readonly NpgsqlConnectionStringBuilder _database;

    /// <param name="settings">A world's settings that lead to a database directly.</param>
    public Wires(WorldSettings settings)
    {
        _database = new NpgsqlConnectionStringBuilder(settings.Product[WorldSettings.ConnectionString]);
        Settings = new WorldSettings { Product = settings.Product, OfNode = Through, Keeps = settings.Keeps };
    }

    /// <summary>The same settings through the wires.</summary>
    public WorldSettings Settings { get; }

    /// <summary>A node's wire.</summary>
    public Forwarder Of(int node) => _wires[node];

    /// <summary>The lines that somebody has in hand just now; asked of the database itself, past all wires.</summary>
    public async Task<IReadOnlySet<Guid>> LinesInHandAsync()
    {
        await using var connection = new NpgsqlConnection(_database.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(InHand, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new HashSet<Guid>();
        while (await reader.ReadAsync()) lines.Add(reader.GetGuid(0));
        return lines;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var wire in _wires.Values) wire.Dispose();
    }

    private Dictionary<string, string> Through(int node)
    {
        if (!_wires.TryGetValue(node, out var wire)) wire = _wires[node] = new Forwarder(_database.Port);
        var through = new NpgsqlConnectionStringBuilder(_database.ToString()) { Port = wire.Port };
        return new Dictionary<string, string> { [WorldSettings.ConnectionString] = through.ToString() };
    }
}
