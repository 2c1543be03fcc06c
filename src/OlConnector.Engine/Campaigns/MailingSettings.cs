using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Campaigns;

/// <summary>What a mailing was given of its own; what is not said is its line's, then its portal's (design.md §7).</summary>
/// <param name="StartAt">Nothing of it leaves before.</param>
/// <param name="Window">Its own days and hours, within those of its line.</param>
/// <param name="Waves">How what the guard holds leaves by itself; null when a person decides about it.</param>
/// <param name="Guard">How large it may be.</param>
/// <param name="Interval">The pause before each of its messages, where its line's own is not longer.</param>
/// <param name="PerMinute">The same as a number: so many a minute at most.</param>
/// <param name="Collect">Whether it is collected before anything of it leaves.</param>
public sealed record MailingSettings(
    DateTimeOffset? StartAt = null, SendingWindow? Window = null, MailingWaves? Waves = null, MailingGuard? Guard = null,
    TimeSpan? Interval = null, int? PerMinute = null, bool? Collect = null)
{
    /// <summary>Whether a number is written to once only; null as its portal says.</summary>
    public bool? Dedupe { get; init; }

    /// <summary>Of an own mailing: variants are dealt like a shuffled deck, instead of each message drawing by itself.</summary>
    public bool IsBalanced { get; init; }

    /// <summary>What happens where a field has no value; null as its portal says.</summary>
    public MissingValuePolicy? MissingValue { get; init; }

    /// <summary>The pause by which its messages spread evenly from its start to its end; null where they do not.</summary>
    public TimeSpan? Spread { get; init; }

    /// <summary>A mailing that was given nothing.</summary>
    public static readonly MailingSettings None = new();

    /// <summary>A start that nobody noticed for so long was missed: a person decides (product.md §14.8). 60 minutes.</summary>
    public static readonly TimeSpan LatestStart = TimeSpan.FromMinutes(60);

    /// <summary>A window that never opens is looked at again so much later: its zone's rules may have changed.</summary>
    private static readonly TimeSpan LooksAgain = TimeSpan.FromDays(1);

    /// <summary>The pause that interval, number a minute and even spreading ask for: the longest one.</summary>
    public TimeSpan? Gap => Spread > OwnGap || OwnGap is null ? Spread ?? OwnGap : OwnGap;

    private TimeSpan? OwnGap => PerMinute is { } number && GapOf(number) is var even && !(Interval > even) ? even : Interval;

    /// <summary>The pause between messages of which so many leave a minute.</summary>
    public static TimeSpan GapOf(int perMinute) => TimeSpan.FromMinutes(1) / perMinute;

    /// <summary>Its own pause where that is longer than its line's; null where the line's counts.</summary>
    public TimeSpan? SlowerThan(LinePace line) => Gap > line.MarketingInterval ? Gap : null;

    /// <summary>The pace at which its messages leave: its line's, or slower. What is spread evenly has no jitter.</summary>
    public LinePace Slowed(LinePace line) => SlowerThan(line) is { } gap
        ? line with { MarketingInterval = gap, Jitter = gap == Spread ? 0 : line.Jitter }
        : line;

    /// <summary>Until when a message that could leave now has to wait, and why; null when it need not.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="collectingUntil">When the mailing will have been collected, as far as one knows; null when it is not collected.</param>
    public MailingPause? PauseAt(DateTimeOffset now, DateTimeOffset? collectingUntil = null)
    {
        var start = StartAt > now ? StartAt.Value : now;
        var whole = collectingUntil > start ? collectingUntil.Value : start;
        var open = Window is null ? whole : Window.NextOpen(whole) ?? whole + LooksAgain;
        if (open <= now) return null;
        return new MailingPause(open, open > whole ? Reason.Window : whole > start ? Reason.Collecting : Reason.Scheduled);
    }
}

/// <summary>A mailing's own pause.</summary>
/// <param name="Until">When it is over.</param>
/// <param name="Reason">WINDOW, SCHEDULED or COLLECTING.</param>
public sealed record MailingPause(DateTimeOffset Until, string Reason);

/// <summary>Waves that were decided before anything is held.</summary>
/// <param name="Size">Messages of a wave, 1 or more.</param>
/// <param name="Gap">From one wave to the next; the first begins so long after the guard first held something.</param>
public sealed record MailingWaves(int Size, TimeSpan Gap);
