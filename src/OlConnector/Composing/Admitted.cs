using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;

namespace OlConnector.Composing;

/// <summary>What came of a composed message at the door of its line's queue. A closed family.</summary>
internal abstract record Admitted
{
    private Admitted() { }

    /// <summary>The mark of its guard that the campaign has reached by it; null for most.</summary>
    public GuardMark? Reached { get; init; }

    /// <summary>It waits for its turn.</summary>
    /// <param name="HasDemoUnit">One of the portal's demo messages is taken for it.</param>
    public sealed record Queued(bool HasDemoUnit) : Admitted;

    /// <summary>It waits for a person.</summary>
    /// <param name="Reason">Of the house's reasons for holding.</param>
    public sealed record Held(string Reason) : Admitted
    {
        /// <summary>Its campaign, where nothing of it waited for this reason before: people have to hear of it.</summary>
        public Guid? Begins { get; init; }
    }

    /// <summary>The segment guard holds it.</summary>
    /// <param name="Campaign">Its campaign.</param>
    /// <param name="WithQueued">And with it what its campaign has in the queue already.</param>
    public sealed record HeldByGuard(Guid Campaign, bool WithQueued) : Admitted
    {
        /// <summary>The waves that take it, where its campaign was given them; null when a person decides.</summary>
        public MailingWaves? Waves { get; init; }
    }

    /// <summary>The risk of its mailing has to be weighed first; until then it stays accepted.</summary>
    /// <param name="Campaign">Its campaign.</param>
    public sealed record ToWeigh(Guid Campaign) : Admitted;

    /// <summary>It is settled and will not be sent.</summary>
    /// <param name="State">How it ends.</param>
    /// <param name="Reason">Of the house's reasons for ending.</param>
    public sealed record Ended(MessageState State, string Reason) : Admitted;

    /// <summary>The portal's demo messages are used up: it has failed, and people have to hear why.</summary>
    /// <param name="Campaign">Its campaign; null for a single message.</param>
    public sealed record OutOfDemo(Guid? Campaign) : Admitted;

    /// <summary>The line's demo is over: it has failed, and people have to hear why.</summary>
    /// <param name="Line">The line.</param>
    public sealed record DemoOver(LineId Line) : Admitted;
}
