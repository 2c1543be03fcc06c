namespace OlConnector.Harness.Sink;

/// <summary>What the sink does to a send.</summary>
public enum Fault
{
    /// <summary>Recorded, 201.</summary>
    None,

    /// <summary>429 with Retry-After: not recorded.</summary>
    TooFast,

    /// <summary>503 with a code: not recorded.</summary>
    Busy,

    /// <summary>422, the recipient is refused for good: not recorded.</summary>
    Refused,

    /// <summary>500 without a word; recorded or not, nobody can know.</summary>
    Mute,

    /// <summary>Recorded, never answered.</summary>
    Hang,

    /// <summary>Recorded, the connection cut instead of an answer.</summary>
    CutAfterRecording,

    /// <summary>Recorded, a 201 whose body never ends.</summary>
    EndlessBody,

    /// <summary>Recorded, a 201 of a byte a second.</summary>
    ByteASecond,
}

/// <summary>Which faults are drawn how often, and how long a send takes.</summary>
/// <param name="Percent">Sends of a hundred that meet a fault.</param>
/// <param name="Lingering">Among the faults, also those that keep a line waiting until the send's time is over.</param>
/// <param name="Latency">Longest ordinary time until the answer.</param>
public sealed record FaultPlan(double Percent = 6, bool Lingering = true, TimeSpan? Latency = null)
{
    private static readonly Fault[] Brief = [Fault.TooFast, Fault.Busy, Fault.Busy, Fault.Refused, Fault.Mute, Fault.CutAfterRecording];
    private static readonly Fault[] All = [.. Brief, .. Brief, Fault.Hang, Fault.EndlessBody, Fault.ByteASecond];

    /// <summary>A gateway at its best.</summary>
    public static FaultPlan Calm { get; } = new(0);

    /// <summary>The next draw.</summary>
    public Fault Draw(Random chance)
    {
        if (chance.NextDouble() * 100 >= Percent) return Fault.None;
        var faults = Lingering ? All : Brief;
        return faults[chance.Next(faults.Length)];
    }

    /// <summary>How long until the answer.</summary>
    public TimeSpan DrawLatency(Random chance) => (Latency ?? TimeSpan.FromMilliseconds(40)) * chance.NextDouble();
}
