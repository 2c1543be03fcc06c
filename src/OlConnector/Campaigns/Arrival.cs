using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Queue;

namespace OlConnector.Campaigns;

/// <summary>A message that has no mailing yet.</summary>
/// <param name="Row">The message.</param>
/// <param name="Phone">Its recipient's digits; null when they are no number.</param>
/// <param name="Letter">The message as recognition sees it.</param>
internal sealed record Arrival(MessageRow Row, string? Phone, ArrivedMessage Letter);
