using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Gateways;
using OlConnector.Lines;
using OlConnector.Sending;
using OlConnector.Storage;

namespace OlConnector.Hooks;

/// <summary>What a gateway's call is answered with. A closed family.</summary>
internal abstract record CallbackReply
{
    private CallbackReply() { }

    /// <summary>Taken, or kept: the gateway need not come again.</summary>
    public sealed record Taken : CallbackReply;

    /// <summary>The proof that the vendor asked for.</summary>
    public sealed record Proof(string Text) : CallbackReply;

    /// <summary>Not genuine.</summary>
    public sealed record Forged(string Why) : CallbackReply;

    /// <summary>It cannot be judged at the moment: the gateway keeps it and comes again.</summary>
    public sealed record NotNow : CallbackReply;
}
