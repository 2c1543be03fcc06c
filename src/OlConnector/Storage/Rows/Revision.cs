using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>A number that grows with every change that all nodes have to notice.</summary>
internal sealed class Revision
{
    /// <summary>What changed.</summary>
    public required string Name { get; init; }

    public long Number { get; set; }
}
