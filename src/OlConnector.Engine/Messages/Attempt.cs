namespace OlConnector.Engine.Messages;

/// <summary>One try to hand a message to the gateway. Written before the bytes leave.</summary>
public sealed class Attempt
{
    public required PortalId PortalId { get; init; }
    public required long MessageSequence { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>accepted, postponed, refused, lineDown, unknown or returned; null while in flight.</summary>
    public string? Outcome { get; init; }

    public string? Code { get; init; }
    public string? Text { get; init; }
}
