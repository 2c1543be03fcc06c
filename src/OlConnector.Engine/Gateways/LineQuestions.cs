namespace OlConnector.Engine.Gateways;

/// <summary>How much a line has asked its gateway today, and when it may ask again. One row per line and purpose.</summary>
public sealed class LineQuestions
{
    public required PortalId PortalId { get; init; }
    public required LineId LineId { get; init; }

    /// <summary><c>status</c> or <c>number</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>When the line asks next; while a node asks, the end of its claim; null when there is nothing to ask.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>Days since 1970-01-01 (UTC) that <see cref="Asked"/> counts.</summary>
    public long Day { get; set; }

    /// <summary>Questions of that day.</summary>
    public int Asked { get; set; }
}
