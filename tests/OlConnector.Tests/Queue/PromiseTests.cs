using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>
/// The two promises and the pace, for random interleavings of intake, claims, sends, settles, callbacks, pauses and crashes. What the
/// gateway saw is kept apart from the product's books and compared with them at the end. <c>OLC_PROMISES</c> sets the number of runs.
/// </summary>
public sealed class PromiseTests
{
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("OLC_PROMISES"), out var runs)
        ? runs
        : TestDatabase.IsPostgreSql
        ? 12
        : 60;

    [Fact]
    public void Nothing_accepted_is_lost_nothing_is_sent_twice_and_no_gap_is_short()
    {
        var steps = Gen.Choose(0, 99).Two().ArrayOf(160).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), Prop.ForAll(steps, sequence =>
        {
            using var story = new Story();
            foreach (var (what, which) in sequence) story.Step(what, which);
            story.Finish();
            story.Verify();
        }));
    }

    /// <summary>One run: the product's queue, and beside it a wire that remembers what really happened.</summary>
    private sealed class Story : IDisposable
    {
        private static readonly TimeSpan[] Waits =
            [TimeSpan.FromTicks(3_333), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(499), TimeSpan.FromSeconds(1),
                TimeSpan.FromSeconds(4), TimeSpan.FromMilliseconds(14_999), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1)];

        private readonly QueueWorld _world = new();
        private readonly List<LineId> _lines;
        private readonly List<MessageId> _accepted = [];
        private readonly List<(Claim Claim, long ClaimedAt)> _claimed = [];
        private readonly List<(Claim Claim, SendResult Result)> _unsettled = [];
        private readonly Dictionary<MessageId, int> _seen = [];
        private readonly Dictionary<LineId, long> _lastSend = [];
        private readonly List<string> _shortGaps = [];

        public Story() => _lines = [_world.AddLine(), _world.AddLine(), _world.AddLine(line => line.Jitter = 50)];

        public void Step(int what, int which)
        {
            switch (what)
            {
                case < 20: Accept(which); break;
                case < 28: _world.Clock.Advance(Waits[which % Waits.Length]); break;
                case < 38: WaitUntilDue(); break;
                case < 58: ClaimDue(); break;
                case < 74: Send(which); break;
                case < 86: Settle(which); break;
                case < 91: CallBack(which); break;
                case < 94: Crash(); break;
                case < 96: Expire(); break;
                case < 98: SetState(which, "paused"); break;
                default: SetState(which, "active"); break;
            }
        }

        public void Finish()
        {
            Crash();
            foreach (var line in _lines.Index()) SetState(line.Index, "active");
            for (var round = 0; round < 2000 && (Waiting() > 0 || _claimed.Count > 0 || _unsettled.Count > 0); round++)
            {
                ClaimDue();
                while (_claimed.Count > 0) Send(0, answer: true);
                while (_unsettled.Count > 0) Settle(0);
                _world.Clock.Advance(TimeSpan.FromSeconds(7));
            }
        }

        public void Verify()
        {
            using var db = _world.Database.Read();
            var books = db.Messages.Select(message => new { message.Id, message.State }).ToDictionary(row => row.Id, row => row.State);
            books.Count.ShouldBe(_accepted.Count);
            _accepted.Except(books.Keys).ShouldBeEmpty();
            books.Values.Distinct().Except(
                [MessageState.Sent, MessageState.Delivered, MessageState.Read, MessageState.Failed,
                    MessageState.Undelivered, MessageState.Unknown]).ShouldBeEmpty();
            _seen.Where(pair => pair.Value > 1).ShouldBeEmpty();
            foreach (var (id, state) in books.Where(
                row => row.Value is MessageState.Sent or MessageState.Delivered or MessageState.Read or MessageState.Undelivered))
                _seen.ShouldContainKey(id, $"{state} but the gateway never saw it");
            _shortGaps.ShouldBeEmpty();
        }

        public void Dispose() => _world.Dispose();

        private void Accept(int which) =>
            _accepted.Add(_world.Enqueue(_lines[which % 3], which % 2 == 0 ? Traffic.Marketing : Traffic.Direct));

        /// <summary>The very moment that a line becomes due: a gap that is a millisecond short shows here.</summary>
        private void WaitUntilDue()
        {
            if (_world.Run(turn => _world.Claims.NextDueAt(turn)) is not { } due) return;
            if (due > _world.Clock.GetUtcNow()) _world.Clock.Advance(due - _world.Clock.GetUtcNow());
            var claimed = _claimed.Count;
            ClaimDue();
            if (_claimed.Count > claimed) return;
            var next = _world.Run(turn => _world.Claims.NextDueAt(turn));
            (next is null || next > _world.Clock.GetUtcNow()).ShouldBeTrue(
                "A line stays due although nothing could be claimed: the loop would spin.");
        }

        private void ClaimDue()
        {
            var at = _world.Clock.GetTimestamp();
            _claimed.AddRange(_world.Claim().Select(claim => (claim, at)));
        }

        private void Send(int which, bool answer = false)
        {
            if (_claimed.Count == 0) return;
            var (claim, claimedAt) = Taken(_claimed, which);
            if (_world.Clock.GetElapsedTime(claimedAt) > _world.Dispatching.ClaimExpiry - _world.Dispatching.SendTimeout)
            {
                _world.Run(turn => _world.Settling.Return(turn, claim, null, _world.Clock.GetUtcNow()));
                return;
            }

            NoteGap(claim);
            _unsettled.Add((claim, answer ? Record(claim) : Answer(claim, which)));
        }

        private SendResult Answer(Claim claim, int which) => (which % 12) switch
        {
            0 => new SendResult.Postponed(PostponeScope.Message),
            1 => new SendResult.Postponed(PostponeScope.Line, CountsAsAttempt: false),
            2 => new SendResult.Postponed(PostponeScope.Recipient, TimeSpan.FromSeconds(3)),
            3 => new SendResult.Refused(Fault.Recipient, "no", "No such number"),
            4 => new SendResult.LineDown("banned", "Banned", LineConnection.Blocked),
            5 => new SendResult.Unknown("Cut before it was recorded"),
            6 => RecordUnheard(claim),
            _ => Record(claim),
        };

        private SendResult.Accepted Record(Claim claim)
        {
            _seen[claim.Message.Id] = _seen.GetValueOrDefault(claim.Message.Id) + 1;
            return new SendResult.Accepted($"g-{claim.Message.Id}");
        }

        private SendResult.Unknown RecordUnheard(Claim claim)
        {
            Record(claim);
            return new SendResult.Unknown("Cut after it was recorded");
        }

        private void NoteGap(Claim claim)
        {
            var now = _world.Clock.GetTimestamp();
            var gap = claim.Message.Traffic == Traffic.Marketing ? TimeSpan.FromSeconds(15) : TimeSpan.FromSeconds(0.5);
            if (_lastSend.TryGetValue(claim.LineId, out var last) && now - last < gap.Ticks)
                _shortGaps.Add($"{TimeSpan.FromTicks(now - last)} before a {claim.Message.Traffic} message");
            _lastSend[claim.LineId] = now;
        }

        private void Settle(int which)
        {
            if (_unsettled.Count == 0) return;
            var (claim, result) = Taken(_unsettled, which);
            _world.Settle(claim, result);
        }

        private void CallBack(int which)
        {
            if (_seen.Count == 0) return;
            var id = _seen.Keys.ElementAt(which % _seen.Count);
            var line = _world.Find(id).LineId;
            var status = (DeliveryStatus)(which % 4);
            var report = new GatewayEvent.StatusReported($"g-{id}", which % 3 == 0 ? id : null, status);
            _world.Run(turn => _world.Events.Apply(
                turn, QueueWorld.PortalId, line, report, NewKey.At(_world.Clock), _world.Clock.GetUtcNow()));
        }

        private void Crash()
        {
            _claimed.Clear();
            _unsettled.Clear();
            _world.Crash();
        }

        private void Expire() => _world.Run(turn => _world.Settling.ExpireClaims(turn, all: false, _world.Clock.GetUtcNow()));

        private void SetState(int which, string state) => _world.Run(turn =>
        {
            turn.Execute("UPDATE lines SET state = @state WHERE id = @line", ("state", state), ("line", _lines[which % 3]));
            _world.Lines.Recompute(turn, _lines[which % 3], _world.Clock.GetUtcNow());
        });

        private int Waiting()
        {
            using var db = _world.Database.Read();
            return db.Messages.Count(message => message.State == MessageState.Queued || message.State == MessageState.Dispatching);
        }

        private static T Taken<T>(List<T> list, int which)
        {
            var item = list[which % list.Count];
            list.Remove(item);
            return item;
        }
    }
}
