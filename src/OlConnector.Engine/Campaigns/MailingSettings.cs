using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Campaigns;

/// <summary>What a mailing was given of its own; what is not said is its line's, then its portal's (design.md §7).</summary>
/// <param name="StartAt">Nothing of it leaves before.</param>
/// <param name="Window">Its own days and hours, within those of its line.</param>
/// <param name="Waves">How what the guard holds leaves by itself; null when a person decides about it.</param>
/// <param name="Guard">How large it may be.</param>
public sealed record MailingSettings(
    DateTimeOffset? StartAt = null, SendingWindow? Window = null, MailingWaves? Waves = null, MailingGuard? Guard = null)
{
    /// <summary>A mailing that was given nothing.</summary>
    public static readonly MailingSettings None = new();

    /// <summary>A window that never opens is looked at again so much later: its zone's rules may have changed.</summary>
    private static readonly TimeSpan LooksAgain = TimeSpan.FromDays(1);

    /// <summary>Until when a message that could leave now has to wait, and why; null when it need not.</summary>
    public MailingPause? PauseAt(DateTimeOffset now)
    {
        var start = StartAt > now ? StartAt.Value : now;
        var open = Window is null ? start : Window.NextOpen(start) ?? start + LooksAgain;
        return open <= now ? null : new MailingPause(open, open > start ? Reason.Window : Reason.Scheduled);
    }
}

/// <summary>A mailing's own pause.</summary>
/// <param name="Until">When it is over.</param>
/// <param name="Reason">WINDOW or SCHEDULED.</param>
public sealed record MailingPause(DateTimeOffset Until, string Reason);

/// <summary>Waves that were decided before anything is held.</summary>
/// <param name="Size">Messages of a wave, 1 or more.</param>
/// <param name="Gap">From one wave to the next; the first begins so long after the guard first held something.</param>
public sealed record MailingWaves(int Size, TimeSpan Gap);
