namespace OlConnector.Engine.Gateways;

/// <summary>A call of a gateway to our hook, as it came.</summary>
/// <param name="Method">HTTP method in upper case.</param>
/// <param name="Url">The public address that was called, as the vendor signed it (our <c>PublicUrl</c>, path and query).</param>
/// <param name="Query">Query values by name.</param>
/// <param name="Headers">Header values by name, case-blind.</param>
/// <param name="Body">The raw bytes, over which signatures are checked.</param>
public sealed record CallbackRequest(
    string Method,
    Uri Url,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body);

/// <summary>What became of a callback.</summary>
public abstract record CallbackResult
{
    private CallbackResult() { }

    /// <summary>Genuine and read; may be empty when nothing in it concerns us.</summary>
    public sealed record Understood(IReadOnlyList<GatewayEvent> Events) : CallbackResult;

    /// <summary>The vendor asks us to prove that the hook is ours.</summary>
    public sealed record Challenge(string Answer) : CallbackResult;

    /// <summary>Not genuine: answered 403 and written to the audit log.</summary>
    public sealed record Refused(string Why) : CallbackResult;

    /// <summary>Genuine, but it cannot be read: answered 200 so that it blocks nothing, kept and alarmed.</summary>
    public sealed record Unreadable(string Why) : CallbackResult;
}

/// <summary>Something a gateway tells us, by callback or by poll.</summary>
public abstract record GatewayEvent
{
    private GatewayEvent() { }

    /// <summary>A message's fate. At least one of the two ids is given; ours settles an unknown send.</summary>
    public sealed record StatusReported(
        string? GatewayMessageId,
        MessageId? MessageId,
        DeliveryStatus Status,
        DateTimeOffset? At = null,
        string? Code = null,
        string? Text = null) : GatewayEvent;

    /// <summary>The line's connection changed.</summary>
    public sealed record ConnectionChanged(ConnectionReport Report) : GatewayEvent;

    /// <summary>A client wrote to the line.</summary>
    /// <param name="From">Digits of the sender as the vendor gives them.</param>
    /// <param name="Text">What was written; null for anything but text.</param>
    /// <param name="At">When, by the vendor's clock.</param>
    /// <param name="Id">The vendor's id of it, by which a repeated callback is known; null where the vendor gives none.</param>
    public sealed record MessageReceived(string From, string? Text, DateTimeOffset? At, string? Id = null) : GatewayEvent;
}

/// <summary>A gateway's word about a message it accepted, lowest rank first (gateways.md §0, rule 4).</summary>
public enum DeliveryStatus
{
    /// <summary>The gateway has it, or has passed it on.</summary>
    Sent,

    /// <summary>The gateway gave up on it.</summary>
    Undelivered,

    /// <summary>It reached the recipient's device.</summary>
    Delivered,

    /// <summary>The recipient opened it. Implies delivered.</summary>
    Read,
}
