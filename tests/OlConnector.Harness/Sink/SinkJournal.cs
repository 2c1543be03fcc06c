using System.Collections.Concurrent;

namespace OlConnector.Harness.Sink;

/// <summary>One request to send that reached the sink completely.</summary>
/// <param name="Line">The line's name, from the path.</param>
/// <param name="MessageId">The product's id.</param>
/// <param name="PortalMessageId">Bitrix24's id, from the text.</param>
/// <param name="Text">The text as it came.</param>
/// <param name="ArrivedAt">Monotonic moment of its first byte.</param>
/// <param name="Fault">What was done to it.</param>
/// <param name="IsRecorded">The sink took it: the client gets it.</param>
public sealed record SinkSend(
    string Line, string MessageId, string PortalMessageId, string Text, long ArrivedAt, Fault Fault, bool IsRecorded)
{
    /// <summary>Monotonic moment just before the answer left; null where no whole answer did.</summary>
    public long? AnsweredAt { get; set; }

    /// <summary>True when the answer said that nothing was recorded.</summary>
    public bool WasTurnedAway => Fault is Fault.TooFast or Fault.Busy or Fault.Refused && AnsweredAt is not null;

    /// <summary>True when nobody who heard the answer could know what became of it.</summary>
    public bool IsUncertain => AnsweredAt is null
        || Fault is Fault.Mute or Fault.Hang or Fault.CutAfterRecording or Fault.EndlessBody or Fault.ByteASecond;
}

/// <summary>What reached the sink, in the order of arrival.</summary>
public sealed class SinkJournal
{
    private readonly ConcurrentQueue<SinkSend> _sends = new();
    private readonly ConcurrentDictionary<string, bool> _denied = new();

    /// <summary>Notes a send before anything is done about it.</summary>
    public void Note(SinkSend send) => _sends.Enqueue(send);

    /// <summary>The sink was asked for a message and said it has none.</summary>
    public void NoteDenied(string messageId) => _denied[messageId] = true;

    /// <summary>How many sends so far.</summary>
    public int Count => _sends.Count;

    /// <summary>All sends so far.</summary>
    public IReadOnlyList<SinkSend> All => [.. _sends];

    /// <summary>Ids of messages that the sink said it does not have.</summary>
    public IReadOnlySet<string> Denied => _denied.Keys.ToHashSet();
}
