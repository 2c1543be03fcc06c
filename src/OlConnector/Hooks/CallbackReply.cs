using OlConnector.Engine.Gateways;

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

    /// <summary>What one line would answer by what it read; null when its gateway could not be asked.</summary>
    internal static CallbackReply Of(CallbackResult? read) => read switch
    {
        CallbackResult.Challenge challenge => new Proof(challenge.Answer),
        CallbackResult.Understood or CallbackResult.Unreadable => new Taken(),
        CallbackResult.Refused refused => new Forged(refused.Why),
        _ => new NotNow(),
    };

    /// <summary>
    /// What several lines answer together: one that takes the call is enough, and forged it is only when all could judge it. Of equals the
    /// first one counts.
    /// </summary>
    internal static CallbackReply Together(IEnumerable<CallbackReply> replies) => replies.MaxBy(reply => reply switch
    {
        Proof => 3,
        Taken => 2,
        NotNow => 1,
        _ => 0,
    }) ?? new NotNow();
}
