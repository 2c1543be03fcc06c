namespace OlConnector.Harness.Worlds;

/// <summary>All that a node's process is told: one JSON file.</summary>
public sealed class NodeSettings
{
    /// <summary>Settings of the product by their names.</summary>
    public Dictionary<string, string> Product { get; init; } = [];

    /// <summary>Portals and lines to put into the books before the node serves; null when they are there.</summary>
    public WorldPlan? Seed { get; init; }

    /// <summary>Base address of the sink, for the lines' settings.</summary>
    public string SinkUrl { get; init; } = "";

    /// <summary>Base address of the portals' REST.</summary>
    public string PortalUrl { get; init; } = "";

    /// <summary>Where each portal's webhook leads, its member id behind; null for portals without one.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Where the node's log goes.</summary>
    public string LogFile { get; init; } = "";

    /// <summary>The place at which the node kills itself; see <see cref="FailPoint"/>.</summary>
    public FailPoint? DiesAt { get; init; }

    /// <summary>What is broken on purpose; null for nothing.</summary>
    public Defect? Defect { get; init; }

    /// <summary>How far the node's wall clock stands from the true one, in seconds.</summary>
    public double ClockOffset { get; init; }

    /// <summary>How much faster the node's whole time runs.</summary>
    public double ClockRate { get; init; } = 1;
}

/// <summary>Where a node dies.</summary>
/// <param name="Place">Which place.</param>
/// <param name="Occurrence">At the how-manieth passing, from 1.</param>
public sealed record FailPoint(FailPlace Place, int Occurrence);

/// <summary>The named places.</summary>
public enum FailPlace
{
    /// <summary>The message is committed, the 200 has not left.</summary>
    AcceptedBeforeAnswer,

    /// <summary>The attempt is committed, the request has not left.</summary>
    IntentBeforeRequest,

    /// <summary>The gateway has answered, the outcome is not recorded.</summary>
    AnswerBeforeOutcome,

    /// <summary>The portal is being told statuses; the portal's end does the killing.</summary>
    StatusBatch,

    /// <summary>A statement of a migration is about to run.</summary>
    Migration,
}

/// <summary>Ways to be broken, each of which the verifier has to find.</summary>
public enum Defect
{
    /// <summary>Every so often a call is answered 200 and not stored.</summary>
    Lose,

    /// <summary>Every so often a message goes to the gateway twice.</summary>
    Double,

    /// <summary>A send of unknown fate is taken for one that never left, and goes again.</summary>
    Resend,

    /// <summary>The node's time runs too fast: its intervals are too short.</summary>
    Early,

    /// <summary>200 leaves first, the storing comes later.</summary>
    AckBeforeCommit,
}
