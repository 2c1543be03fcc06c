namespace OlConnector.Engine.Messages;

/// <summary>What our robot returns into a process as the message's status (docs/message-states.md).</summary>
public static class RobotWord
{
    public const string Failed = "failed";

    /// <summary>
    /// The word for a state. A process asks whether a message arrived: that it was also read is no other answer, and what lasts for moments
    /// is one with waiting.
    /// </summary>
    public static string Of(MessageState state) => state switch
    {
        MessageState.Accepted or MessageState.Queued or MessageState.Dispatching => "queued",
        MessageState.Delivered or MessageState.Read => "delivered",
        MessageState.Held => "held",
        MessageState.Sent => "sent",
        MessageState.Unknown => "unknown",
        MessageState.Undelivered => "undelivered",
        MessageState.Suppressed => "suppressed",
        MessageState.Stopped => "stopped",
        MessageState.Cleared => "cleared",
        MessageState.Expired => "expired",
        _ => Failed,
    };

    /// <summary>True when the process need not wait any longer.</summary>
    public static bool IsFinal(MessageState state) => state is MessageState.Delivered or MessageState.Read or MessageState.Failed
        or MessageState.Undelivered or MessageState.Suppressed or MessageState.Stopped or MessageState.Cleared or MessageState.Expired;
}
