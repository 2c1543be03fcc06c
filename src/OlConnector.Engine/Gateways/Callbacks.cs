using OlConnector.Engine.Suppression;

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
        string? Text = null) : GatewayEvent
    {
        /// <summary>Whose fault it is that a message was not delivered; null where the vendor's code does not tell.</summary>
        public Fault? Fault { get; init; }

        /// <summary>The recipient has told the vendor to get nothing more.</summary>
        public bool IsOptOut { get; init; }

        /// <summary>Another id under which the gateway may know the message; null for none. The one that is known counts.</summary>
        public string? OtherId { get; init; }
    }

    /// <summary>The line's connection changed.</summary>
    public sealed record ConnectionChanged(ConnectionReport Report) : GatewayEvent;

    /// <summary>A client wrote to the line.</summary>
    /// <param name="From">Digits of the sender, or the chat's id where the vendor hides them.</param>
    /// <param name="Text">What was written; null for anything but text.</param>
    /// <param name="At">When, by the vendor's clock.</param>
    /// <param name="Id">The vendor's id of it, by which a repeated callback is known; null where the vendor gives none.</param>
    public sealed record MessageReceived(string From, string? Text, DateTimeOffset? At, string? Id = null) : GatewayEvent
    {
        /// <summary>The digits may be written as the operator's country dials them; else they are E.164.</summary>
        public bool MayBeNational { get; init; }

        /// <summary>What the vendor itself says that the client asks for; null where the text decides.</summary>
        public OptOutAction? Wish { get; init; }
    }

    /// <summary>Something with content whose meaning nobody knows: kept for people to look at, and it blocks nothing.</summary>
    /// <param name="Why">What is strange about it, in a sentence.</param>
    /// <param name="Content">What came; null where the call that brought it is kept as a whole.</param>
    public sealed record NotUnderstood(string Why, string? Content = null) : GatewayEvent;
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
