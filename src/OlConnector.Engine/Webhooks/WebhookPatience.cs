namespace OlConnector.Engine.Webhooks;

/// <summary>
/// When what could not be delivered is tried again: after half a minute, then after twice as long each time up to two hours, for a day;
/// then never (design.md §7).
/// </summary>
public static class WebhookPatience
{
    /// <summary>After this long without a delivery the webhook is switched off. 24 hours.</summary>
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromHours(24);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>Receivers that failed together are not all called again together: up to a fifth is added.</summary>
    private const double Spread = 0.2;

    /// <summary>The next try after one that failed.</summary>
    /// <param name="failures">Tries that failed one after another, this one included; 1 or more.</param>
    /// <param name="failingSince">When the first of them failed.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="random">Chance.</param>
    /// <returns>The moment; null when it is given up. The last try comes when the day is over.</returns>
    public static DateTimeOffset? NextTry(int failures, DateTimeOffset failingSince, DateTimeOffset now, Random random)
    {
        var end = failingSince + GivesUpAfter;
        if (now >= end) return null;
        var doubled = First * Math.Pow(2, Math.Min(failures - 1, 16));
        var pause = (doubled < Longest ? doubled : Longest) * (1 + (random.NextDouble() * Spread));
        return Moments.Earlier(now + pause, end);
    }
}
