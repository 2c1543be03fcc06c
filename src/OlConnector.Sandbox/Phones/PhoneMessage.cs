using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Phones;

/// <summary>One message as the phone network received it.</summary>
public sealed class PhoneMessage
{
    /// <summary>The network's own id.</summary>
    public required string Id { get; init; }

    /// <summary>The id the sender gave.</summary>
    public required string ClientId { get; init; }

    /// <summary>The portal that the line belongs to, by the path it called; empty where it called without one.</summary>
    public string Portal { get; init; } = "";

    /// <summary>The line.</summary>
    public required string From { get; init; }

    /// <summary>The number.</summary>
    public required string To { get; init; }

    /// <summary>The text, as a person reads it.</summary>
    public required string Text { get; init; }

    /// <summary>Sandbox time at which the request arrived, before its body was read.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The same on the monotonic clock.</summary>
    public required long ReceivedTimestamp { get; init; }

    /// <summary><c>accepted</c>, <c>delivered</c>, <c>read</c> or <c>undelivered</c>.</summary>
    public string Status { get; internal set; } = "accepted";

    /// <summary>When the status changed last.</summary>
    public DateTimeOffset StatusAt { get; internal set; }

    /// <summary>Ends when the last news about this message was told to the hook.</summary>
    internal Task Told = Task.CompletedTask;

    /// <summary>The row of <c>GET /messages</c>.</summary>
    internal JObject Json() => new()
    {
        ["id"] = Id,
        ["clientId"] = ClientId,
        ["from"] = From,
        ["to"] = To,
        ["text"] = Text,
        ["status"] = Status,
        ["at"] = StatusAt.UtcDateTime.ToString("O"),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{ReceivedAt:HH:mm:ss.fff} {From} → {To} {ClientId} {Status}: {Text}";
}

/// <summary>One attempt to send, recorded or not: the raw log behind "never twice".</summary>
/// <param name="ClientId">The id the sender gave.</param>
/// <param name="From">The line.</param>
/// <param name="To">The number.</param>
/// <param name="At">Sandbox time of arrival.</param>
/// <param name="Timestamp">The same on the monotonic clock.</param>
/// <param name="Status">HTTP status answered; 0 when the connection hung or was cut.</param>
/// <param name="IsRecorded">True when the phone gets the message.</param>
/// <param name="Portal">The portal that the line belongs to; empty where it is not known.</param>
public sealed record PhoneAttempt(
    string ClientId, string From, string To, DateTimeOffset At, long Timestamp, int Status, bool IsRecorded, string Portal = "");

/// <summary>One callback that left the network.</summary>
/// <param name="ClientId">Of the message it tells about.</param>
/// <param name="What">Status word, or <c>reply</c>.</param>
/// <param name="HookStatus">HTTP status of the hook; 0 when it did not answer.</param>
/// <param name="Body">As sent.</param>
/// <param name="At">Sandbox time.</param>
public sealed record PhoneCallback(string ClientId, string What, int HookStatus, JObject Body, DateTimeOffset At);
