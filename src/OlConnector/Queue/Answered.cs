using OlConnector.Engine.Gateways;

namespace OlConnector.Queue;

/// <summary>What a gateway answered to a claim's send.</summary>
/// <param name="Now">When it answered.</param>
internal sealed record Answered(Claim Claim, SendResult Result, DateTimeOffset Now);
