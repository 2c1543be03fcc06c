using Npgsql;

namespace OlConnector.Harness.Worlds;

/// <summary>Each node's own wire to the one database.</summary>
public sealed class Wires : IDisposable
{
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

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var wire in _wires.Values) wire.Dispose();
    }

    private Dictionary<string, string> Through(int node)
    {
        if (!_wires.TryGetValue(node, out var wire)) wire = _wires[node] = new Forwarder(_database.Port);
        return new Dictionary<string, string> { [WorldSettings.ConnectionString] = new NpgsqlConnectionStringBuilder(_database.ToString()) { Port = wire.Port }.ToString() };
    }
}
