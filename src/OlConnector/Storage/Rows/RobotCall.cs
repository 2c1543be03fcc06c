using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>One call of our robot: the process that made it waits until it is told what became of its message.</summary>
internal sealed class RobotCall
{
    public required PortalId PortalId { get; init; }

    /// <summary>SHA-256 of the event token, hexadecimal: a call that comes again is the same one.</summary>
    public required string TokenHash { get; init; }

    /// <summary>What the portal finds the process by; empty once it was told.</summary>
    public required string EventToken { get; init; }

    /// <summary>Its message; null where none was made.</summary>
    public MessageId? MessageId { get; init; }

    /// <summary>What is returned where no message was made; null where the message's own state tells.</summary>
    public string? Status { get; init; }

    /// <summary>Why no message was made.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The process is told then; null once it was told, or can never be.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public int Failures { get; init; }

    /// <summary>What the portal said to the last try; null when it said nothing against it.</summary>
    public string? Error { get; init; }

    /// <summary>The status that was returned; null until then.</summary>
    public string? Told { get; init; }

    public DateTimeOffset? ToldAt { get; init; }
}
