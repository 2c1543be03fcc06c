namespace OlConnector.Queue;

/// <summary>What a webhook is told of a client's message. It is kept as long as that delivery, and nowhere else.</summary>
/// <param name="LineId">The line that it came to.</param>
/// <param name="From">The number, with plus.</param>
/// <param name="Text">What was written; null where it was no text.</param>
/// <param name="At">When.</param>
/// <param name="OptOut">True where the client asked for no more, false where for more again; null for neither.</param>
internal sealed record ReplyEvent(string LineId, string From, string? Text, DateTimeOffset At, bool? OptOut);
