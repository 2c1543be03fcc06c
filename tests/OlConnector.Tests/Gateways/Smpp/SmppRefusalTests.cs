using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.Smpp;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Gateways.Smpp;

/// <summary>Whatever an SMSC may refuse, and what becomes of message and line (gateways.md §5).</summary>
public sealed class SmppRefusalTests
{
    /// <summary>The table of gateways.md §5, status by status.</summary>
    public static TheoryData<uint, string> Statuses => new()
    {
        { 0x58, "rate" }, { 0x14, "rate" },
        { 0x08, "later" }, { 0x45, "later" }, { 0x64, "later" }, { 0xFE, "later" }, { 0xFF, "later" },
        { 0x0B, "recipient" }, { 0x50, "recipient" }, { 0x51, "recipient" }, { 0x33, "recipient" }, { 0x34, "recipient" },
        { 0x0A, "line" }, { 0x48, "line" }, { 0x49, "line" }, { 0x15, "line" }, { 0x66, "line" },
        { 0x01, "bug" }, { 0x02, "bug" }, { 0x03, "bug" }, { 0x43, "bug" }, { 0x61, "bug" }, { 0x62, "bug" },
        { 0xC0, "bug" }, { 0xC1, "bug" }, { 0xC2, "bug" }, { 0xC3, "bug" }, { 0xC4, "bug" }, { 0x104, "bug" },
        { 0x04, "rebind" }, { 0x05, "rebind" }, { 0x0D, "rebind" },
        { 0x0E, "line" }, { 0x0F, "line" }, { 0x53, "line" },
        { 0x65, "message" }, { 0x101, "message" },
        { 0x400, "later twice" }, { 0x4FF, "later twice" }, { uint.MaxValue, "later twice" },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_status_means_what_the_table_says(uint status, string meaning)
    {
        await using var world = SmppWorld.Start();
        world.Smsc.OnSubmit = _ => new SmscMove.Answer(status);

        MeaningOf(await world.SendAsync()).ShouldBe(meaning);
    }

    [Theory]
    [InlineData(0x400u, "rate")]
    [InlineData(0x401u, "later")]
    [InlineData(0x402u, "recipient")]
    [InlineData(0x403u, "message")]
    [InlineData(0x404u, "line")]
    [InlineData(0x405u, "bug")]
    [InlineData(1030u, "line")]
    [InlineData(0x407u, "later twice")]
    public async Task An_operators_own_status_means_what_the_line_says(uint status, string meaning)
    {
        await using var world = SmppWorld.Start(
            settings: ("statusTable", "0x400=rate, 0x401=later,0x402=recipient 0x403=message 0x404=line,0X405=bug, 1030=line"));
        world.Smsc.OnSubmit = _ => new SmscMove.Answer(status);

        MeaningOf(await world.SendAsync()).ShouldBe(meaning);
    }

    [Theory]
    [InlineData("statusTable", "0x3FF=line")]
    [InlineData("statusTable", "0x400=Recipient")]
    [InlineData("statusTable", "0x400")]
    [InlineData("statusTable", "0x400=rate, 1024=line")]
    [InlineData("statusTable", "-1024=line")]
    [InlineData("statusTable", "0x1FFFFFFFF=line")]
    [InlineData("statusTable", "0x400=0")]
    [InlineData("tlsFingerprint", "ab:cd")]
    [InlineData("tlsFingerprint", "no fingerprint at all, though it has as many characters as one..")]
    public void What_is_no_table_or_no_fingerprint_is_refused_before_the_line_is_stored(string setting, string entered) =>
        new SmppKind(new GatewayRoom(AllowPrivateHosts: true, TimeProvider.System, new CapturedLogs()))
            .Validate(new GatewaySettings(SmppWorld.Settings(2775, (setting, entered)))).ShouldHaveSingleItem().Setting.ShouldBe(setting);

    [Theory]
    [InlineData(0x05u)]
    [InlineData(0x0Du)]
    public async Task A_bind_refused_as_doubled_is_a_ghost_for_five_minutes_and_then_the_line_waits_for_a_person(uint status)
    {
        var clock = new WatchedClock();
        await using var world = SmppWorld.Start(clock);
        world.Smsc.OnBind = _ => new SmscMove.Answer(status);

        MeaningOf(await world.SendAsync()).ShouldBe("rebind");
        clock.Step(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        MeaningOf(await world.SendAsync()).ShouldBe("rebind");
        (await world.Gateway.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.Connecting);

        clock.Step(TimeSpan.FromTicks(1));
        (await world.SendAsync()).ShouldBeOfType<SendResult.LineDown>().Code.ShouldBe($"SMPP 0x{status:X2}");
        (await world.Gateway.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.NeedsLogin);
    }

    [Theory]
    [InlineData(0x0Eu)]
    [InlineData(0x0Fu)]
    [InlineData(0x53u)]
    public async Task A_refused_login_stops_the_line_at_once(uint status)
    {
        await using var world = SmppWorld.Start(new FakeTimeProvider(Given.Morning));
        world.Smsc.OnBind = _ => new SmscMove.Answer(status);

        (await world.SendAsync()).ShouldBeOfType<SendResult.LineDown>().Code.ShouldBe($"SMPP 0x{status:X2}");
        (await world.Gateway.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.NeedsLogin);
    }

    [Theory]
    [InlineData(0x04u)]
    [InlineData(0x05u)]
    [InlineData(0x0Du)]
    public async Task A_submit_on_a_lost_bind_binds_anew_and_the_message_goes_back_uncounted(uint status)
    {
        await using var world = SmppWorld.Start();
        var submits = 0;
        world.Smsc.OnSubmit = _ => Interlocked.Increment(ref submits) == 1 ? new SmscMove.Answer(status) : new SmscMove.Answer(0, "7");

        (await world.SendAsync()).ShouldBeOfType<SendResult.Postponed>().CountsAsAttempt.ShouldBeFalse();
        await world.Smsc.NextAsync(SmppCommand.BindTransceiver);
        await world.Smsc.NextAsync(SmppCommand.BindTransceiver);

        (await world.SendAsync()).ShouldBe(new SendResult.Accepted("7"));
    }

    [Theory]
    [InlineData(0x58u)]
    [InlineData(0x14u)]
    [InlineData(0x400u)]
    public async Task A_later_part_that_comes_too_fast_is_offered_again_a_second_later(uint status)
    {
        var clock = new WatchedClock();
        await using var world = SmppWorld.Start(clock, null, ("statusTable", "0x400=rate"));
        var submits = 0;
        world.Smsc.OnSubmit = _ =>
            Interlocked.Increment(ref submits) is var count && count == 2
                ? new SmscMove.Answer(status)
                : new SmscMove.Answer(0, $"{count}");

        var sending = world.SendAsync(new string('Ж', 100));
        for (var part = 0; part < 2; part++) await world.Smsc.NextAsync(SmppCommand.SubmitSm);
        await clock.ArmedAsync(within: TimeSpan.FromSeconds(1));
        submits.ShouldBe(2);
        clock.Advance(TimeSpan.FromSeconds(1));

        (await sending).ShouldBe(new SendResult.Accepted("2x3"));
    }

    [Fact]
    public async Task A_message_of_which_a_part_is_refused_for_good_fails_and_is_not_sent_twice()
    {
        await using var world = SmppWorld.Start();
        var submits = 0;
        world.Smsc.OnSubmit = _ => Interlocked.Increment(ref submits) == 2 ? new SmscMove.Answer(0x08) : new SmscMove.Answer(0, "1");

        (await world.SendAsync(new string('Ж', 100))).ShouldBeOfType<SendResult.Refused>().Text.ShouldContain("1 of 2 parts");
    }

    private static string MeaningOf(SendResult result) => result switch
    {
        SendResult.Postponed { Scope: PostponeScope.Line, CountsAsAttempt: false, After: not null } => "rate",
        SendResult.Postponed { Scope: PostponeScope.Line, CountsAsAttempt: false } => "rebind",
        SendResult.Postponed { Scope: PostponeScope.Message, CountsAsAttempt: true, MostRetries: 2 } => "later twice",
        SendResult.Postponed { Scope: PostponeScope.Message, CountsAsAttempt: true, MostRetries: null } => "later",
        SendResult.Refused { Fault: Fault.Recipient } => "recipient",
        SendResult.Refused { Fault: Fault.Message } => "message",
        SendResult.Refused { Fault: Fault.Bug } => "bug",
        SendResult.LineDown { Connection: LineConnection.NeedsLogin } => "line",
        _ => $"{result}",
    };
}
