namespace OlConnector.Storage;

/// <summary>Quarters of an hour as the database counts them: a day of every time zone begins with one.</summary>
internal static class UtcQuarter
{
    private const long Milliseconds = 900_000;

    /// <summary>Whole quarters from 1970-01-01 (UTC) to the moment.</summary>
    internal static long Of(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / Milliseconds;

    /// <summary>True for the moment at which a quarter begins.</summary>
    internal static bool Begins(DateTimeOffset moment) => moment.Ticks % (Milliseconds * TimeSpan.TicksPerMillisecond) == 0;
}
