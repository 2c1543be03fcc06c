using OlConnector.Engine.Lines;

namespace OlConnector.Engine.Campaigns;

/// <summary>A message that waits on a line, as far as its recipient decides when it leaves.</summary>
/// <param name="Hours">The hours in which it may reach them; null for any.</param>
/// <param name="IsNew">They have had no dialog with the line before.</param>
/// <param name="ReleasedFrom">The limit from which a person has released it; null for none.</param>
/// <param name="IsAskedFor">False for one that only stands before those of the question.</param>
/// <param name="Interval">Its mailing's own pause, longer than the line's; null for the line's.</param>
public readonly record struct QueuedRecipient(
    SendingWindow? Hours, bool IsNew, string? ReleasedFrom, bool IsAskedFor, TimeSpan? Interval = null);

/// <summary>
/// The forecast where recipients matter: message by message, as the queue goes. Whoever sleeps waits for their morning and lets others
/// pass.
/// </summary>
public static class QueueForecast
{
    /// <summary>Nobody plans further; what has not left by then cannot be told. 400 days.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(400);

    /// <summary>Forecasts those of the queue that are asked for.</summary>
    /// <param name="line">Has limits.</param>
    /// <param name="direct">Direct messages, which go first.</param>
    /// <param name="queue">Marketing in the order of the queue.</param>
    /// <param name="now">The present moment.</param>
    public static Forecast Of(LinePace line, int direct, IReadOnlyList<QueuedRecipient> queue, DateTimeOffset now)
    {
        var asked = queue.Count(one => one.IsAskedFor);
        if (asked == 0 || line.WaitReason is not null || line.Limits is null)
            return Forecast.Of(line, new MessagesAhead(direct, queue.Count - asked), asked, now);
        var run = new Run(line, line.Limits, queue, now + Horizon);
        run.From(direct, now);
        return new Forecast(asked, run.Spells, run.Spells.Count > 0 ? null : run.Hold ?? Messages.Reason.Window, run.Hold);
    }

    /// <summary>One run through the queue.</summary>
    private sealed class Run(LinePace line, MarketingLimits limits, IReadOnlyList<QueuedRecipient> queue, DateTimeOffset end)
    {
        private readonly PriorityQueue<int, (DateTimeOffset At, int Index)> _later = new();
        private MarketingLimits _limits = limits;
        private int _next;

        /// <summary>The one that was taken and waits for its own pause.</summary>
        private int? _slow;

        /// <summary>Until then nothing but numbers can stand in the way, and so many may leave.</summary>
        private (DateTimeOffset Until, int Most) _room;

        internal List<Spell> Spells { get; } = [];

        internal string? Hold { get; private set; }

        internal void From(int direct, DateTimeOffset now)
        {
            var gap = Forecast.GapOf(line);
            var at = Forecast.FirstMoment(line, direct, now, gap);
            var last = direct > 0 ? at - gap : line.LastAnswerAt is { } answered ? Moments.Earlier(answered, now) : DateTimeOffset.MinValue;
            while (Open(at) is { } open && open < end)
            {
                at = open;
                var index = Take(at);
                if (queue[index].Interval is { } own && last + GapOf(own) is var slower && slower > at)
                {
                    // It stands first and keeps its own pause: the line waits for it.
                    _slow = index;
                    at = slower;
                    continue;
                }

                if (!Leaves(queue[index], index, at)) continue;
                last = at;
                at += gap;
            }
        }

        /// <summary>When the next one may leave; null when none is left, or none may.</summary>
        private DateTimeOffset? Open(DateTimeOffset at)
        {
            if (_next == queue.Count && _slow is null)
            {
                if (!_later.TryPeek(out _, out var earliest)) return null;
                if (earliest.At > at) at = earliest.At;
            }

            if (at < _room.Until && _room.Most > 0) return at;
            if (MarketingHours.From(line.Window, _limits, at).At is not { } open) return null;
            _room = _limits.RoomAt(open);
            if (line.Window?.ClosesAt(open) is { } close && close < _room.Until) _room.Until = close;
            return open;
        }

        /// <summary>The next in the queue, unless one that stood before it has its hours by now.</summary>
        private int Take(DateTimeOffset at)
        {
            if (_slow is not { } slow) return TakeNext(at);
            _slow = null;
            return slow;
        }

        private TimeSpan GapOf(TimeSpan interval) => Forecast.GapOf(line with { MarketingInterval = interval });

        private int TakeNext(DateTimeOffset at) =>
            _later.TryPeek(out var first, out var due) && due.At <= at && (_next == queue.Count || first < _next)
                ? _later.Dequeue()
                : _next++;

        private bool Leaves(QueuedRecipient one, int index, DateTimeOffset at)
        {
            var isNew = one.IsNew && _limits.CountsNewRecipients(at);
            if (_limits.HoldOf(at, isNew, one.ReleasedFrom) is { } hold)
            {
                if (one.IsAskedFor) Hold ??= hold;
                return false;
            }

            if (one.Hours is { } hours && hours.NextOpen(at) is { } open && open > at)
            {
                _later.Enqueue(index, (open, index));
                return false;
            }

            if (one.IsAskedFor) Spells.Add(new Spell(at, 1, TimeSpan.Zero));
            _limits = _limits.After(at, newRecipients: isNew ? 1 : 0);
            _room.Most--;
            return true;
        }
    }
}
