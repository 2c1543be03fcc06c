using OlConnector.Engine.Lines;

namespace OlConnector.Engine.Campaigns;

/// <summary>How a mailing spreads evenly from its start to its end (product.md §10.8).</summary>
public static class EvenSpread
{
    /// <summary>Nobody plans so many openings.</summary>
    private const int MostOpenings = 1000;

    /// <summary>The pause between its messages; null where there are none, or no time.</summary>
    /// <param name="messages">How many.</param>
    /// <param name="open">How long they may be sent.</param>
    public static TimeSpan? GapOf(int messages, TimeSpan open) => messages <= 0 || open <= TimeSpan.Zero ? null : open / messages;

    /// <summary>How many messages a pause apart leave in that time.</summary>
    public static int Fitting(TimeSpan open, TimeSpan gap) =>
        open <= TimeSpan.Zero ? 0 : (int)Math.Min(int.MaxValue, Math.Ceiling(open / gap));

    /// <summary>How long both windows are open between two moments.</summary>
    /// <param name="line">The line's; null for always.</param>
    /// <param name="own">The mailing's; null for always.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="until">The last one.</param>
    public static TimeSpan OpenTime(SendingWindow? line, SendingWindow? own, DateTimeOffset from, DateTimeOffset until)
    {
        var (open, at) = (TimeSpan.Zero, from);
        for (var openings = 0; at < until && openings < MostOpenings; openings++)
        {
            if (Opening(line, own, at) is not { } begin || begin >= until) break;
            var close = Moments.Earlier(Moments.Earlier(CloseOf(line, begin), CloseOf(own, begin)), until);
            open += close - begin;
            at = close;
        }

        return open;
    }

    private static DateTimeOffset? Opening(SendingWindow? line, SendingWindow? own, DateTimeOffset at)
    {
        for (var tries = 0; tries < MostOpenings; tries++)
        {
            if ((line is null ? at : line.NextOpen(at)) is not { } first || (own is null ? first : own.NextOpen(first)) is not { } both)
                return null;
            if (both == at) return at;
            at = both;
        }

        return null;
    }

    private static DateTimeOffset CloseOf(SendingWindow? window, DateTimeOffset at) => window?.ClosesAt(at) ?? DateTimeOffset.MaxValue;
}
