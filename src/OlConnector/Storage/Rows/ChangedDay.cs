using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>How often messages of a day changed long after it.</summary>
internal sealed class ChangedDay
{
    public required PortalId PortalId { get; init; }

    /// <summary>Days from 1970-01-01 (UTC).</summary>
    public required long Day { get; init; }

    public required long Version { get; init; }
}
