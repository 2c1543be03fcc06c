using OlConnector.Engine;
using OlConnector.Engine.Gateways;

namespace OlConnector.Queue;

/// <summary>A line taken for one send, and the message that goes.</summary>
/// <param name="Token">Guards the line's row.</param>
/// <param name="EndsAt">When the claim is over, by the node's wall clock.</param>
/// <param name="Attempt">Guards the message's row.</param>
/// <param name="Gap">The gap that had to pass since the line's last answer.</param>
/// <param name="LastAnswerAt">That answer, by the clock of the node that had it.</param>
/// <param name="Marketing">What its line's day counts of it when it has left; null for a direct message.</param>
internal sealed record Claim(
    PortalId PortalId, LineId LineId, Guid Token, DateTimeOffset EndsAt, long Sequence, int Attempt,
    OutboundMessage Message, TimeSpan Gap, DateTimeOffset? LastAnswerAt, MarketingSend? Marketing = null);
