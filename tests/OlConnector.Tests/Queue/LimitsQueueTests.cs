using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Queue;

namespace OlConnector.Tests.Queue;

/// <summary>A line's limits immediately before each dispatch, step by step on a real database.</summary>
public sealed class LimitsQueueTests : IDisposable
{
    private static readonly SendResult.Accepted Accepted = new("g1");
    private static readonly LineLimits Off = new()
    {
        HoursPerDay = new HoursPerDay(LimitMode.Off, TimeSpan.FromHours(8)),
        DaysInRow = new DaysInRow(LimitMode.Off, 3),
        Rest = new Rest(LimitMode.Off, 14),
        YoungLine = new YoungLine(LimitMode.Off, 10),
        NewRecipients = new NewRecipients(LimitMode.Off, 20, 10),
    };

    private readonly QueueWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void After_the_hours_of_a_day_marketing_waits_for_midnight_and_direct_goes_on()
    {
        var line = AddLine(Off with { HoursPerDay = new HoursPerDay(LimitMode.Hold, TimeSpan.FromHours(2)) });
        SendOne(line);
        var first = Now;
        _world.Clock.Advance(TimeSpan.FromHours(2));
        _world.Enqueue(line, Traffic.Marketing);

        _world.Claim().ShouldBeEmpty();
        (_world.FindLine(line).WaitReason, _world.FindLine(line).NextDueAt).ShouldBe((Reason.HoursCap, MidnightAfter(first)));
        _world.Enqueue(line, Traffic.Direct);
        Send(_world.Claim().ShouldHaveSingleItem());
        _world.Clock.Advance(MidnightAfter(first) - Now);
        _world.Claim().ShouldHaveSingleItem().Message.Traffic.ShouldBe(Traffic.Marketing);
    }

    [Fact]
    public void A_day_takes_its_number_of_messages_and_what_surely_did_not_leave_is_not_counted()
    {
        var line = AddLine(Off with { PerDay = new PerDay(LimitMode.Hold, 2) });
        SendOne(line);
        _world.Enqueue(line, Traffic.Marketing);
        _world.Clock.Advance(TimeSpan.FromSeconds(15));
        _world.Settle(_world.Claim().ShouldHaveSingleItem(), new SendResult.Postponed(PostponeScope.Line, TimeSpan.FromSeconds(15)));
        _world.Clock.Advance(TimeSpan.FromSeconds(15));
        Send(_world.Claim().ShouldHaveSingleItem());

        _world.Enqueue(line, Traffic.Marketing);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        _world.Claim().ShouldBeEmpty();
        _world.FindLine(line).WaitReason.ShouldBe(Reason.DayCap);
        Days(line).ShouldHaveSingleItem().Sent.ShouldBe(2);
    }

    [Fact]
    public void A_send_of_unknown_fate_counts_after_a_crash_too()
    {
        var line = AddLine(Off with { PerDay = new PerDay(LimitMode.Hold, 1) });
        _world.Enqueue(line, Traffic.Marketing);
        _world.Enqueue(line, Traffic.Marketing);
        _world.Claim().Count.ShouldBe(1);

        _world.Crash();

        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        _world.Claim().ShouldBeEmpty();
        _world.FindLine(line).WaitReason.ShouldBe(Reason.DayCap);
    }

    [Fact]
    public void After_three_days_in_a_row_a_line_rests_for_fourteen()
    {
        var line = AddLine(Off with { Rest = new Rest(LimitMode.Hold, 14) });
        var last = Now;
        for (var day = 0; day < 3; day++)
        {
            if (day > 0) _world.Clock.Advance(TimeSpan.FromDays(1));
            SendOne(line);
            last = Now;
        }

        _world.Clock.Advance(TimeSpan.FromDays(1));
        _world.Enqueue(line, Traffic.Marketing);

        _world.Claim().ShouldBeEmpty();
        (_world.FindLine(line).WaitReason, _world.FindLine(line).NextDueAt).ShouldBe((Reason.Rest, MidnightAfter(last).AddDays(14)));
        Days(line).Select(day => day.Series).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_fourth_day_in_a_row_is_held_until_a_person_lets_it_go()
    {
        var line = AddLine(Off with { DaysInRow = new DaysInRow(LimitMode.Hold, 1) });
        SendOne(line);
        _world.Clock.Advance(TimeSpan.FromDays(1));
        var held = _world.Enqueue(line, Traffic.Marketing);

        _world.Claim().ShouldBeEmpty();
        (_world.Find(held).State, _world.Find(held).Reason).ShouldBe((MessageState.Held, Reason.DaysInRow));
        _world.Holds.TakeAll().ShouldHaveSingleItem().Reason.ShouldBe(Reason.DaysInRow);
        Release(held);

        Send(_world.Claim().ShouldHaveSingleItem());
        _world.Find(held).State.ShouldBe(MessageState.Sent);
        Days(line).Select(day => day.Series).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_young_line_holds_marketing_tells_it_once_and_lets_direct_pass()
    {
        var line = AddLine(Off with { YoungLine = new YoungLine(LimitMode.Hold, 10) });
        var held = new[] { _world.Enqueue(line, Traffic.Marketing), _world.Enqueue(line, Traffic.Marketing) };
        _world.Enqueue(line, Traffic.Direct);

        Send(_world.Claim().ShouldHaveSingleItem());
        _world.Clock.Advance(TimeSpan.FromSeconds(15));
        _world.Claim().ShouldBeEmpty();

        held.ShouldAllBe(id => _world.Find(id).State == MessageState.Held && _world.Find(id).Reason == Reason.YoungLine);
        _world.Holds.TakeAll().ShouldHaveSingleItem().Reason.ShouldBe(Reason.YoungLine);
        Days(line).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_line_writes_to_so_many_new_people_a_day_and_to_those_it_knows()
    {
        var line = AddLine(Off with { NewRecipients = new NewRecipients(LimitMode.Hold, 1, 10) });
        var first = EnqueueTo(line, "375291234567");
        Send(_world.Claim().ShouldHaveSingleItem());
        Days(line).ShouldHaveSingleItem().NewRecipients.ShouldBe(1);
        _world.Run(turn => Conversations.Note(turn, QueueWorld.PortalId, line, PhoneNumber.FromDigits("375297654321"), Now));

        var stranger = EnqueueTo(line, "375291112233");
        var (again, replied) = (EnqueueTo(line, "375291234567"), EnqueueTo(line, "375297654321"));

        foreach (var known in new[] { again, replied })
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(15));
            var claim = _world.Claim().ShouldHaveSingleItem();
            claim.Message.Id.ShouldBe(known);
            Send(claim);
        }

        _world.Find(first).State.ShouldBe(MessageState.Sent);
        (_world.Find(stranger).State, _world.Find(stranger).Reason).ShouldBe((MessageState.Held, Reason.NewRecipients));
    }

    [Fact]
    public void A_message_waits_for_its_recipients_day_and_lets_others_pass()
    {
        var line = AddLine(Off with { RecipientHours = new RecipientHours(LimitMode.Hold, new TimeOnly(9, 0), new TimeOnly(21, 0)) });
        // 03:00 in Minsk, 09:00 in Tokyo.
        _world.Clock.Advance(new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero) - Now);
        var (minsk, tokyo) = (EnqueueTo(line, "375291234567"), EnqueueTo(line, "81312345678"));

        var claim = _world.Claim().ShouldHaveSingleItem();
        claim.Message.Id.ShouldBe(tokyo);
        Send(claim);

        var morning = new DateTimeOffset(2026, 6, 2, 6, 0, 0, TimeSpan.Zero);
        (_world.FindLine(line).WaitReason, _world.FindLine(line).NextDueAt).ShouldBe((Reason.Window, morning));
        var waiting = _world.Find(minsk);
        (waiting.State, waiting.Reason, waiting.RetryAt).ShouldBe((MessageState.Queued, Reason.Window, morning));
        _world.Clock.Advance(morning - Now);
        _world.Claim().ShouldHaveSingleItem().Message.Id.ShouldBe(minsk);
    }

    [Fact]
    public void Other_hours_count_for_what_waits_already()
    {
        var line = AddLine(Off with { RecipientHours = new RecipientHours(LimitMode.Hold, new TimeOnly(9, 0), new TimeOnly(21, 0)) });
        _world.Clock.Advance(new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero) - Now);
        var minsk = EnqueueTo(line, "375291234567");
        _world.Claim().ShouldBeEmpty();

        _world.Run(turn =>
        {
            turn.Execute("UPDATE lines SET limits = @limits", ("limits", LimitsJson.Text(Off)));
            RecipientWaits.End(turn, line, most: 100).ShouldBe(1);
            _world.Lines.Recompute(turn, line, Now);
        });

        _world.Claim().ShouldHaveSingleItem().Message.Id.ShouldBe(minsk);
    }

    [Fact]
    public void A_day_begins_where_the_line_is()
    {
        const string anyTime =
            """{"days":["mon","tue","wed","thu","fri","sat","sun"],"from":"00:00","to":"00:00","timeZone":"Asia/Tokyo"}""";
        var line = AddLine(Off with { PerDay = new PerDay(LimitMode.Hold, 1) }, anyTime);
        _world.Clock.Advance(new DateTimeOffset(2026, 6, 2, 14, 59, 0, TimeSpan.Zero) - Now);
        SendOne(line);
        _world.Enqueue(line, Traffic.Marketing);

        _world.FindLine(line).NextDueAt.ShouldBe(new DateTimeOffset(2026, 6, 2, 15, 0, 0, TimeSpan.Zero));
        _world.FindLine(line).WaitReason.ShouldBe(Reason.DayCap);
    }

    private DateTimeOffset Now => _world.Clock.GetUtcNow();

    /// <summary>Of the portal's day: its zone is UTC where none is known.</summary>
    private static DateTimeOffset MidnightAfter(DateTimeOffset moment) => new(moment.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private LineId AddLine(LineLimits limits, string? window = null) => _world.AddLine(line =>
    {
        line.Limits = LimitsJson.Text(limits);
        line.Window = window;
    });

    private void SendOne(LineId line)
    {
        _world.Enqueue(line, Traffic.Marketing);
        Send(_world.Claim().ShouldHaveSingleItem());
    }

    private void Send(Claim claim) => _world.Settle(claim, Accepted);

    private MessageId EnqueueTo(LineId line, string phone)
    {
        var id = _world.Enqueue(line, Traffic.Marketing);
        _world.Run(turn => turn.Execute("UPDATE messages SET phone = @phone WHERE id = @id", ("phone", phone), ("id", id)));
        return id;
    }

    /// <summary>As a person does; it is composed and admitted at once.</summary>
    private void Release(MessageId id) => _world.Run(turn =>
    {
        var row = turn.First($"SELECT {MessageRow.Columns} FROM messages WHERE id = @id", MessageRow.Read, ("id", id))!;
        _world.Moves.Release(turn, row, Now.AddDays(14), "admin", Now, ReleaseAs.Usual).ShouldBeTrue();
        var accepted = MessageRow.Find(turn, row.Sequence)!;
        _world.Moves.Enqueue(turn, accepted, "79991234567", "Hello", isGuardCounted: true, hasDemoUnit: false, Now);
        _world.Lines.Recompute(turn, row.LineId, Now);
    });

    private List<LineDay> Days(LineId line)
    {
        using var db = _world.Database.Read();
        return [.. db.LineDays.Where(day => day.LineId == line).OrderBy(day => day.Day)];
    }
}
