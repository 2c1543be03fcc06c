using OlConnector.Engine;

namespace OlConnector.Queue;

/// <summary>One message that a line asks its gateway about now.</summary>
/// <param name="IsLast">Its day is over: without an answer it is not asked about any more.</param>
internal sealed record StatusQuestion(PortalId PortalId, LineId LineId, long Sequence, string GatewayMessageId, bool IsLast);
