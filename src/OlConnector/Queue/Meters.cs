using System.Diagnostics.Metrics;

namespace OlConnector.Queue;

/// <summary>Where the product counts what it does, for whoever listens.</summary>
internal static class Meters
{
    internal static Meter OlConnector { get; } = new("OlConnector");
}
