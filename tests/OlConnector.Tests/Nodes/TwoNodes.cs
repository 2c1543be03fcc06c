using Microsoft.Extensions.DependencyInjection;
using OlConnector.Sending;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Nodes;

/// <summary>Two real nodes, each with a data directory of its own, on one database. On PostgreSQL only.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly TempFolder _shared = new();
    private readonly TempFolder _second = new();

    internal FakeTimeProvider Clock { get; } = new(Given.Morning);
    internal Product One { get; private set; } = null!;
    internal Product Two { get; private set; } = null!;

    /// <summary>Starts both. Neither looks at what the other changed by itself: the test takes each look.</summary>
    internal static async Task<TwoNodes> StartAsync(params (string Name, string Value)[] settings)
    {
        var nodes = new TwoNodes();
        nodes.One = await Product.StartAsync(nodes.Clock, folder: nodes._shared.Path, settings: settings);
        var database = TestDatabase.Settings(nodes._shared.Path).Select(pair => (pair.Key, pair.Value!));
        nodes.Two = await Product.StartAsync(nodes.Clock, folder: nodes._second.Path, settings: [.. database, .. settings]);
        foreach (var node in (Product[])[nodes.One, nodes.Two]) await Get<Neighbours>(node).StopAsync(CancellationToken.None);
        return nodes;
    }

    internal static T Get<T>(Product node) where T : notnull => node.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await Two.DisposeAsync();
        await One.DisposeAsync();
        _second.Dispose();
        _shared.Dispose();
    }
}
