namespace OlConnector.Engine.Limits;

/// <summary>
/// The arithmetic of a leaky bucket: what is poured in raises its level, time lowers it evenly, and what does not fit has to wait.
/// </summary>
/// <param name="Capacity">What fits in at once.</param>
/// <param name="LeakRate">What leaks out each second.</param>
public readonly record struct Bucket(double Capacity, double LeakRate)
{
    /// <summary>What is left of a level after some time. A clock that was set back takes nothing away and adds nothing.</summary>
    public double LevelAfter(double level, TimeSpan time) => Math.Max(0, level - Math.Max(0, time.TotalSeconds) * LeakRate);

    /// <summary>Seconds until the amount fits in at this level; 0 when it does now.</summary>
    public double SecondsUntilRoom(double level, double amount) => Math.Max(0, level + amount - Capacity) / LeakRate;
}
