namespace OlConnector.Engine.Campaigns;

/// <summary>Held messages that leave by and by: so many at a time, a pause apart, oldest first (product.md 6.6).</summary>
/// <param name="Size">Messages of a wave, 1 or more; the last one may have fewer.</param>
/// <param name="Gap">From the start of one wave to the start of the next, a minute to a week.</param>
/// <param name="StartAt">When the first begins.</param>
public sealed record WavePlan(int Size, TimeSpan Gap, DateTimeOffset StartAt)
{
    /// <summary>Nobody watches more of them.</summary>
    public const int MostWaves = 100;

    /// <summary>Waves that follow faster are one wave.</summary>
    public static readonly TimeSpan ShortestGap = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause between two waves.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromDays(7);

    /// <summary>How far ahead the first wave may be planned.</summary>
    public static readonly TimeSpan LatestStart = TimeSpan.FromDays(30);

    /// <summary>The waves that so many messages take.</summary>
    public IReadOnlyList<PlannedWave> For(int messages) =>
    [
        .. Enumerable.Range(0, (messages + Size - 1) / Size)
            .Select(wave => new PlannedWave(Math.Min(Size, messages - (wave * Size)), StartAt + (Gap * wave))),
    ];
}

/// <summary>One wave.</summary>
/// <param name="Size">Messages that leave with it.</param>
/// <param name="At">When it begins.</param>
public readonly record struct PlannedWave(int Size, DateTimeOffset At);
