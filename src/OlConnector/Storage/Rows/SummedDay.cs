using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>A day's messages by line, mailing and state, summed up once.</summary>
internal sealed class SummedDay
{
    public required PortalId PortalId { get; init; }

    /// <summary>The date in the portal's zone, in days from 1970-01-01.</summary>
    public required long Day { get; init; }

    /// <summary>The zone; another one has other days.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How often messages of the day had changed late when it was summed up; with another number the sums do not hold.</summary>
    public required long Version { get; init; }

    /// <summary>The sums as JSON.</summary>
    public required string Sums { get; init; }
}
