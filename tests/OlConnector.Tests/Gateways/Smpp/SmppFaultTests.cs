using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Smpp;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Gateways.Smpp;

/// <summary>TLS, silence, torn connections, two lines side by side, and what the log says about it all.</summary>
public sealed class SmppFaultTests
{
    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_refused_before_the_password_leaves()
    {
        using var certificate = ACertificate();
        await using var world = SmppWorld.Start(new FakeTimeProvider(Given.Morning), new ScriptedSmsc(certificate), ("tls", "true"));

        var postponed = (await world.SendAsync()).ShouldBeOfType<SendResult.Postponed>();

        (postponed.Scope, postponed.CountsAsAttempt, postponed.Code).ShouldBe((PostponeScope.Line, false, "TLS"));
        world.Smsc.HasSeen(SmppCommand.BindTransceiver).ShouldBeFalse();
    }

    [Fact]
    public async Task A_certificate_whose_fingerprint_was_entered_is_trusted()
    {
        using var certificate = ACertificate();
        var fingerprint = string.Join(
            ':',
            certificate.GetCertHash(HashAlgorithmName.SHA256)
                .Select(octet => octet.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        await using var world = SmppWorld.Start(null, new ScriptedSmsc(certificate), ("tls", "true"), ("tlsFingerprint", fingerprint));

        (await world.SendAsync()).ShouldBe(new SendResult.Accepted("1"));
    }

    [Fact]
    public async Task Another_certificate_than_the_one_entered_is_refused()
    {
        using var shown = ACertificate();
        using var entered = ACertificate();
        await using var world = SmppWorld.Start(
            new FakeTimeProvider(Given.Morning), new ScriptedSmsc(shown), ("tls", "true"),
            ("tlsFingerprint", entered.GetCertHashString(HashAlgorithmName.SHA256)));

        (await world.SendAsync()).ShouldBeOfType<SendResult.Postponed>().Code.ShouldBe("TLS");
        world.Smsc.HasSeen(SmppCommand.BindTransceiver).ShouldBeFalse();
    }

    [Fact]
    public async Task A_bind_without_an_answer_is_given_up_after_ten_seconds_and_nothing_was_sent()
    {
        var clock = new FakeTimeProvider(Given.Morning);
        await using var world = SmppWorld.Start(clock);
        world.Smsc.OnBind = _ => new SmscMove.Silence();

        var sending = world.SendAsync();
        await world.Smsc.NextAsync(SmppCommand.BindTransceiver);
        sending.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(10));

        var postponed = (await sending).ShouldBeOfType<SendResult.Postponed>();
        (postponed.Scope, postponed.CountsAsAttempt).ShouldBe((PostponeScope.Line, false));
        world.Smsc.HasSeen(SmppCommand.SubmitSm).ShouldBeFalse();
    }

    [Fact]
    public async Task A_submit_without_an_answer_is_unknown()
    {
        await using var world = SmppWorld.Start();
        using var patience = new CancellationTokenSource();
        world.Smsc.OnSubmit = _ => new SmscMove.Silence();

        var sending = world.SendAsync(ct: patience.Token);
        await world.Smsc.NextAsync(SmppCommand.SubmitSm);
        await patience.CancelAsync();

        (await sending).ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    public async Task A_connection_that_breaks_under_a_submit_makes_it_unknown_and_the_next_message_waits_uncounted()
    {
        await using var world = SmppWorld.Start(new FakeTimeProvider(Given.Morning));
        world.Smsc.OnSubmit = _ => new SmscMove.HangUp();

        (await world.SendAsync()).ShouldBeOfType<SendResult.Unknown>();
        var next = (await world.SendAsync()).ShouldBeOfType<SendResult.Postponed>();

        (next.Scope, next.CountsAsAttempt).ShouldBe((PostponeScope.Line, false));
    }

    [Fact]
    public async Task A_silent_link_is_asked_for_after_45_seconds_and_given_up_10_later()
    {
        var clock = new WatchedClock();
        await using var world = SmppWorld.Start(clock);
        await world.SendAsync();
        world.Smsc.OnOther = _ => new SmscMove.Silence();

        await clock.ArmedAsync(within: TimeSpan.FromSeconds(45));
        clock.Advance(TimeSpan.FromSeconds(45));
        await world.Smsc.NextAsync(SmppCommand.EnquireLink);
        (await world.Gateway.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.Connected);
        clock.Advance(TimeSpan.FromSeconds(10));

        await world.Smsc.HungUpAsync();
    }

    [Fact]
    public async Task Two_lines_side_by_side_know_nothing_of_each_other()
    {
        await using var good = SmppWorld.Start();
        await using var bad = SmppWorld.Start();
        using var patience = new CancellationTokenSource();
        bad.Smsc.OnSubmit = _ => new SmscMove.Silence();
        var hanging = bad.SendAsync(ct: patience.Token);
        await bad.Smsc.NextAsync(SmppCommand.SubmitSm);

        (await good.SendAsync()).ShouldBe(new SendResult.Accepted("1"));
        await good.Smsc.DeliverAsync(Receipt("1", "DELIVRD"));
        (await good.StoredAsync()).ShouldBe(new GatewayEvent.StatusReported("1", null, DeliveryStatus.Delivered));

        hanging.IsCompleted.ShouldBeFalse();
        bad.Stored.Reader.TryRead(out _).ShouldBeFalse();
        await patience.CancelAsync();
        (await hanging).ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    public async Task What_goes_wrong_is_logged_and_the_log_holds_neither_password_nor_number_nor_text()
    {
        await using var world = SmppWorld.Start();
        await world.SendAsync();
        await world.Smsc.DeliverAsync("no such body"u8.ToArray());
        (await world.Smsc.NextAsync(SmppCommand.DeliverSm | SmppCommand.Response)).Status.ShouldBe(SmppStatus.PermanentAppError);

        world.Gateway.ReportTo(_ => throw new IOException("The disk is full."));
        await world.Smsc.DeliverAsync(Receipt("1", "DELIVRD"), sequence: 2);
        (await world.Smsc.NextAsync(SmppCommand.DeliverSm | SmppCommand.Response)).Status.ShouldBe(SmppStatus.TemporaryAppError);

        (world.Logs.All.Contains("cannot be read", StringComparison.Ordinal),
            world.Logs.All.Contains("could not be stored", StringComparison.Ordinal))
            .ShouldBe((true, true));
    }

    internal static ReadOnlyMemory<byte> Receipt(string id, string stat) =>
        new ShortMessageBody(
            SmppAddress.Recipient(SmppWorld.Number), SmppAddress.Sender("OL"), 4, 0, 0,
            System.Text.Encoding.ASCII.GetBytes($"id:{id} sub:001 dlvrd:001 stat:{stat} err:000 text:")).Write();

    private static X509Certificate2 ACertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=smsc.example", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
