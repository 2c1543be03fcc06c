namespace OlConnector.Lines;

/// <summary>What a clearing did.</summary>
/// <param name="Cleared">Messages taken out of the queue.</param>
/// <param name="InFlight">Messages that were with the gateway already and finish there.</param>
internal sealed record Clearing(int Cleared, int InFlight);
