namespace OlConnector.Storage;

/// <summary>Days as the database counts them.</summary>
internal static class UtcDay
{
    private const long Milliseconds = 86_400_000;

    /// <summary>Whole days from 1970-01-01 (UTC) to the moment.</summary>
    internal static long Of(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / Milliseconds;

    /// <summary>When the day after that of the moment begins.</summary>
    internal static DateTimeOffset After(DateTimeOffset moment) => DateTimeOffset.UnixEpoch.AddDays(Of(moment) + 1);
}
