using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Campaigns;

/// <summary>What stands before a campaign's messages on its line.</summary>
/// <param name="Direct">Direct messages, which always go first.</param>
/// <param name="Marketing">Messages of campaigns that come before it.</param>
public readonly record struct MessagesAhead(int Direct, int Marketing)
{
    /// <summary>Those that keep another pause than the line that is asked for; they are not counted in the number.</summary>
    public IReadOnlyList<PacedMessages>? OfOtherPace { get; init; }
}

/// <summary>Messages with the same pause before each.</summary>
/// <param name="Count">How many, 1 or more.</param>
/// <param name="Interval">The pause, without jitter.</param>
/// <param name="IsAskedFor">False for those that only stand before the messages of the question.</param>
public readonly record struct PacedMessages(int Count, TimeSpan Interval, bool IsAskedFor = false);

/// <summary>Messages that leave one after another, a gap apart, without a break between.</summary>
public readonly record struct Spell(DateTimeOffset Start, int Count, TimeSpan Gap)
{
    /// <summary>When its last message leaves.</summary>
    public DateTimeOffset Last => Start + (Gap * (Count - 1));
}

/// <summary>
/// When marketing messages would leave if nothing else came in between (product.md §10.10): by interval, mean jitter, window, limits, and
/// what stands before them. Time at the gateway is not counted: it is exact for a gateway that answers at once.
/// </summary>
/// <param name="Messages">How many messages it is about.</param>
/// <param name="Spells">In order; fewer messages than asked for when some can never leave.</param>
/// <param name="WaitReason">Why the first cannot leave without a person; null when it can.</param>
/// <param name="HoldReason">Why those that do not leave would be held at their turn; null when none would.</param>
public sealed record Forecast(int Messages, IReadOnlyList<Spell> Spells, string? WaitReason, string? HoldReason = null)
{
    /// <summary>Nobody plans further: one window a day for more than 13 years.</summary>
    private const int MostSpells = 5000;

    /// <summary>How many of them come too late and do not leave at all (<see cref="Until"/>).</summary>
    public int Late { get; private init; }

    /// <summary>When the first message leaves; null when none can.</summary>
    public DateTimeOffset? FirstAt => Spells.Count == 0 ? null : Spells[0].Start;

    /// <summary>When the last message leaves; null when it cannot be told, or none does.</summary>
    public DateTimeOffset? LastAt => Messages > Late ? MomentOf(Messages - Late - 1) : null;

    /// <summary>Forecasts the given number of messages.</summary>
    public static Forecast Of(LinePace line, MessagesAhead ahead, int messages, DateTimeOffset now)
    {
        var legs = LegsOf(line, ahead, messages);
        var asked = legs.Sum(leg => leg.Messages);
        if (asked == 0) return new Forecast(0, [], null);
        if (line.WaitReason is { } reason) return new Forecast(asked, [], reason);

        var (spells, hold) = Place(line, legs, ahead.Direct, now);
        return new Forecast(asked, spells, spells.Count > 0 ? null : hold ?? Reason.Window, hold);
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

    /// <summary>
    /// The same where nothing leaves from this moment on. What cannot be told to leave at all is not told to be late.
    /// </summary>
    public Forecast Until(DateTimeOffset end)
    {
        var kept = Spells.Where(spell => spell.Start < end)
            .Select(spell => spell.Last < end ? spell : spell with { Count = Before(spell, end) }).ToList();
        return this with { Spells = kept, Late = Spells.Sum(spell => spell.Count) - kept.Sum(spell => spell.Count) };
    }

    /// <summary>When each message leaves, in order; those that do not leave are not in it.</summary>
    public IEnumerable<DateTimeOffset> Each() =>
        Spells.SelectMany(spell => Enumerable.Range(0, spell.Count), (spell, index) => spell.Start + (spell.Gap * index));

    /// <summary>The interval with its jitter's mean.</summary>
    internal static TimeSpan GapOf(LinePace line) => line.MarketingInterval * (1 + (line.Jitter / 200.0));

    /// <summary>The earliest moment by gaps and the gateway's wish, behind the direct messages.</summary>
    internal static DateTimeOffset FirstMoment(LinePace line, int direct, DateTimeOffset now, TimeSpan gap)
    {
        var firstGap = direct > 0 ? line.DirectInterval : gap;
        var first = now;
        if (line.LastAnswerAt is { } answered && Moments.Earlier(answered, now) + firstGap is var rested && rested > first) first = rested;
        if (line.NotBefore is { } pause && pause > first) first = pause;
        if (direct > 0) first += (line.DirectInterval * (direct - 1)) + gap;
        return NextDue.CeilToMillisecond(first);
    }

    /// <summary>All that leaves one after another: what stands before the messages first.</summary>
    private static List<Leg> LegsOf(LinePace line, MessagesAhead ahead, int messages)
    {
        var own = new Leg(GapOf(line), ahead.Marketing, messages);
        if (ahead.OfOtherPace is not { Count: > 0 } others) return [own];
        var legs = others.Select(one => (Gap: GapOf(line with { MarketingInterval = one.Interval }), one.Count, one.IsAskedFor))
            .Select(one => one.IsAskedFor ? new Leg(one.Gap, 0, one.Count) : new Leg(one.Gap, one.Count, 0)).ToList();
        if (own.Skipped + own.Messages > 0) legs.Add(own);
        return legs;
    }

    /// <summary>A spell ends with its window, its day, the day's hours or number; every day knows what those before have sent.</summary>
    private static (List<Spell> Spells, string? Hold) Place(LinePace line, List<Leg> legs, int direct, DateTimeOffset now)
    {
        var (spells, limits, at) = (new List<Spell>(), line.Limits, FirstMoment(line, direct, now, legs[0].Gap));
        for (var leg = 0; spells.Count < MostSpells; leg++)
        {
            var (gap, skipped, messages) = legs[leg];
            while (skipped + messages > 0 && spells.Count < MostSpells)
            {
                if (MarketingHours.From(line.Window, limits, at).At is not { } open) return (spells, null);
                at = open;
                if (limits?.HoldOf(at, toNew: false, releasedFrom: null) is { } hold) return (spells, hold);

                var fitting = Math.Min(Math.Min(skipped + messages, FittingWindow(line.Window, at, gap)), FittingLimits(limits, at, gap));
                var counted = Math.Max(0, fitting - skipped);
                if (counted > 0) spells.Add(new Spell(at + (gap * (fitting - counted)), counted, gap));
                (messages, skipped) = (messages - counted, Math.Max(0, skipped - fitting));
                limits = limits?.After(at, fitting);
                at += gap * fitting;
            }

            if (leg + 1 == legs.Count) break;
            at += legs[leg + 1].Gap - gap;
        }

        return (spells, null);
    }

    /// <summary>Messages that leave with the same pause before each; those skipped are not the question's.</summary>
    private readonly record struct Leg(TimeSpan Gap, int Skipped, int Messages);

    private static int FittingWindow(SendingWindow? window, DateTimeOffset at, TimeSpan gap) =>
        window?.ClosesAt(at) is { } close ? Fitting(close - at, gap) : int.MaxValue;

    private static int FittingLimits(MarketingLimits? limits, DateTimeOffset at, TimeSpan gap)
    {
        if (limits is null) return int.MaxValue;
        var (until, most) = limits.RoomAt(at);
        return Math.Min(Fitting(until - at, gap), most);
    }

    private static int Before(Spell spell, DateTimeOffset end) => (int)Math.Ceiling((end - spell.Start) / spell.Gap);

    /// <summary>How many fit before the window closes; the one at its opening always does.</summary>
    private static int Fitting(TimeSpan open, TimeSpan gap) => (int)Math.Clamp(Math.Ceiling(open / gap), 1, int.MaxValue);
}
