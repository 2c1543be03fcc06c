namespace OlConnector.Queue;

/// <summary>What may stand in the way of all messages of a mailing; null for what does not.</summary>
/// <param name="StartDueAt">Its start, as long as nobody has noticed it.</param>
/// <param name="CollectingUntil">When it will have been collected.</param>
/// <param name="StoppedAt">When a person stopped it.</param>
internal readonly record struct MailingBegin(DateTimeOffset? StartDueAt, DateTimeOffset? CollectingUntil, DateTimeOffset? StoppedAt);
