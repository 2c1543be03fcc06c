namespace OlConnector.Sandbox.Messages;

/// <summary>A row of the portal's message table.</summary>
public sealed class PortalMessage
{
    /// <summary>Rows are deleted this long after execution (bitrix24.md §4.3).</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    /// <summary>The <c>message_id</c> of the HANDLER call: 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>CODE of the sender.</summary>
    public required string Code { get; init; }

    /// <summary><c>crm</c>, <c>bizproc</c>, <c>sender</c>; nothing for robots on the default provider and system SMS.</summary>
    public string? ModuleId { get; init; }

    /// <summary>The acting user, 0 for none.</summary>
    public int AuthorId { get; init; }

    /// <summary><c>message_to</c>.</summary>
    public required string To { get; init; }

    /// <summary><c>message_body</c>.</summary>
    public required string Body { get; init; }

    /// <summary>When the portal queued the call.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>From when REST finds the row: marketing inserts it after the call.</summary>
    public DateTimeOffset VisibleFrom { get; init; }

    /// <summary>What the portal shows: <c>sending</c>, <c>error</c> or one of the five words of bitrix24.md §4.3.</summary>
    public string Status { get; internal set; } = "sending";

    /// <summary>Every change, in order, the portal's own included.</summary>
    public IReadOnlyList<StatusChange> History { get; private set; } = [];

    internal void Remember(StatusChange change)
    {
        Status = change.Status;
        History = [.. History, change];
    }
}

/// <summary>One change of one message's status.</summary>
/// <param name="MessageId"><c>message_id</c>.</param>
/// <param name="Status">The new word.</param>
/// <param name="At">Sandbox time.</param>
/// <param name="ByApp">True when the app told it; false when the portal set it by itself.</param>
public sealed record StatusChange(string MessageId, string Status, DateTimeOffset At, bool ByApp);
