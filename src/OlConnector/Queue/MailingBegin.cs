namespace OlConnector.Queue;

/// <summary>What stands before the first message of a mailing; null for what does not.</summary>
/// <param name="StartDueAt">Its start, as long as nobody has noticed it.</param>
/// <param name="CollectingUntil">When it will have been collected.</param>
internal readonly record struct MailingBegin(DateTimeOffset? StartDueAt, DateTimeOffset? CollectingUntil);
