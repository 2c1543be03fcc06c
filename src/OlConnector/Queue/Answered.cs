using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>What a gateway answered to a claim's send.</summary>
/// <param name="Now">When it answered.</param>
internal sealed record Answered(Claim Claim, SendResult Result, DateTimeOffset Now);
