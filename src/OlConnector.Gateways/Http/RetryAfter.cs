using System.Net.Http.Headers;

namespace OlConnector.Gateways.Http;

/// <summary>The header Retry-After: seconds or a date (RFC 9110 §10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>No gateway holds a line longer than this by one header. 1 hour.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long to wait, between nothing and <see cref="Longest"/>; null when the header is absent.</summary>
    public static TimeSpan? Read(RetryConditionHeaderValue? header, TimeProvider clock) => header switch
    {
        { Delta: { } delta } => Within(delta),
        { Date: { } date } => Within(date - clock.GetUtcNow()),
        _ => null,
    };

    private static TimeSpan Within(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
