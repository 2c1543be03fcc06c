using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Campaigns;

/// <summary>What stands before a campaign's messages on its line.</summary>
/// <param name="Direct">Direct messages, which always go first.</param>
/// <param name="Marketing">Messages of campaigns that come before it.</param>
public readonly record struct MessagesAhead(int Direct, int Marketing);

/// <summary>Messages that leave one after another, a gap apart, without a break between.</summary>
public readonly record struct Spell(DateTimeOffset Start, int Count, TimeSpan Gap)
{
    /// <summary>When its last message leaves.</summary>
    public DateTimeOffset Last => Start + (Gap * (Count - 1));
}

/// <summary>
/// When marketing messages would leave if nothing else came in between (product.md §10.10): by interval, mean jitter, window, and what
/// stands before them. Time at the gateway is not counted: it is exact for a gateway that answers at once.
/// </summary>
/// <param name="Messages">How many messages it is about.</param>
/// <param name="Spells">In order; fewer messages than asked for when some can never leave.</param>
/// <param name="WaitReason">Why the first cannot leave without a person; null when it can.</param>
public sealed record Forecast(int Messages, IReadOnlyList<Spell> Spells, string? WaitReason)
{
    /// <summary>Nobody plans further: one window a day for more than 13 years.</summary>
    private const int MostSpells = 5000;

    /// <summary>When the first message leaves; null when none can.</summary>
    public DateTimeOffset? FirstAt => Spells.Count == 0 ? null : Spells[0].Start;

    /// <summary>When the last message leaves; null when it cannot be told.</summary>
    public DateTimeOffset? LastAt => Messages == 0 ? null : MomentOf(Messages - 1);

    /// <summary>Forecasts the given number of messages.</summary>
    public static Forecast Of(LinePace line, MessagesAhead ahead, int messages, DateTimeOffset now)
    {
        if (messages == 0) return new Forecast(0, [], null);
        if (line.WaitReason is { } reason) return new Forecast(messages, [], reason);

        var gap = line.MarketingInterval * (1 + (line.Jitter / 200.0));
        var spells = Place(line.Window, FirstMoment(line, ahead.Direct, gap, now), gap, ahead.Marketing, messages);
        return new Forecast(messages, spells, spells.Count == 0 ? Reason.Window : null);
    }

    /// <summary>When the message of this number leaves, counted from 0; null when it cannot be told.</summary>
    public DateTimeOffset? MomentOf(int index)
    {
        foreach (var spell in Spells)
        {
            if (index < spell.Count) return spell.Start + (spell.Gap * index);
            index -= spell.Count;
        }

        return null;
    }

    /// <summary>The earliest moment by gaps and the gateway's wish, behind the direct messages.</summary>
    private static DateTimeOffset FirstMoment(LinePace line, int direct, TimeSpan gap, DateTimeOffset now)
    {
        var firstGap = direct > 0 ? line.DirectInterval : gap;
        var first = now;
        if (line.LastAnswerAt is { } answered && Moments.Earlier(answered, now) + firstGap is var rested && rested > first) first = rested;
        if (line.NotBefore is { } pause && pause > first) first = pause;
        if (direct > 0) first += (line.DirectInterval * (direct - 1)) + gap;
        return NextDue.CeilToMillisecond(first);
    }

    private static List<Spell> Place(SendingWindow? window, DateTimeOffset at, TimeSpan gap, int skipped, int messages)
    {
        var spells = new List<Spell>();
        while (messages > 0 && spells.Count < MostSpells)
        {
            if (window is not null)
            {
                if (window.NextOpen(at) is not { } open) break;
                at = open;
            }

            var fitting = Math.Min(skipped + messages, window?.ClosesAt(at) is { } close ? Fitting(close - at, gap) : int.MaxValue);
            var counted = Math.Max(0, fitting - skipped);
            if (counted > 0) spells.Add(new Spell(at + (gap * (fitting - counted)), counted, gap));
            (messages, skipped) = (messages - counted, Math.Max(0, skipped - fitting));
            at += gap * fitting;
        }

        return spells;
    }

    /// <summary>How many fit before the window closes; the one at its opening always does.</summary>
    private static int Fitting(TimeSpan open, TimeSpan gap) => (int)Math.Clamp(Math.Ceiling(open / gap), 1, int.MaxValue);
}
