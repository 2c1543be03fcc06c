using OlConnector.Harness.Load;
using OlConnector.Harness.Sink;

namespace OlConnector.Harness.Worlds;

/// <summary>How a world differs from the usual one.</summary>
public sealed class WorldSettings
{
    /// <summary>The product's setting that leads to the database.</summary>
    internal const string ConnectionString = "Database:ConnectionString";

    /// <summary>Where its files go; null for a folder of its own.</summary>
    public string? Folder { get; init; }

    /// <summary>How much is offered.</summary>
    public LoadSettings Load { get; init; } = new();

    /// <summary>How the sink misbehaves.</summary>
    public FaultPlan Faults { get; init; } = new();

    /// <summary>Settings of the product besides the usual ones: the database's, for example.</summary>
    public IReadOnlyDictionary<string, string> Product { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of one node besides: its own way to the database.</summary>
    public Func<int, IReadOnlyDictionary<string, string>>? OfNode { get; init; }

    /// <summary>What the nodes' processes find in their environment besides.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Each portal has a webhook, and the world is not over before its receiver has heard everything.</summary>
    public bool HasWebhooks { get; init; }

    /// <summary>What is broken on purpose.</summary>
    public Defect? Defect { get; init; }

    /// <summary>How much faster the nodes' time runs.</summary>
    public double ClockRate { get; init; } = 1;

    /// <summary>Leaves the folder where it is.</summary>
    public bool Keeps { get; init; }
}

/// <summary>What is special about one start of a node.</summary>
/// <param name="DiesAt">Where it kills itself.</param>
/// <param name="ClockOffset">How far its wall clock stands from the true one, in seconds.</param>
/// <param name="Product">Settings for this node only.</param>
public sealed record NodeWish(FailPoint? DiesAt = null, double ClockOffset = 0, IReadOnlyDictionary<string, string>? Product = null);
