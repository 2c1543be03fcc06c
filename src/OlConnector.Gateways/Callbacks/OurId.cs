using OlConnector.Engine;

namespace OlConnector.Gateways.Callbacks;

/// <summary>Our message id as vendors echo it: 32 hexadecimal digits.</summary>
internal static class OurId
{
    /// <summary>Name of the query value that carries it in callback addresses.</summary>
    public const string QueryName = "m";

    /// <summary>The id; null for anything else.</summary>
    public static MessageId? Read(string? text) => Guid.TryParseExact(text, "N", out var id) ? new MessageId(id) : null;

    /// <summary>
    /// The line's hook with our message id in its query, for vendors that call back to an address given with the message.
    /// </summary>
    public static string HookFor(Uri hook, MessageId message) =>
        $"{hook.AbsoluteUri}{(hook.Query.Length == 0 ? '?' : '&')}{QueryName}={message}";
}
