using System.Globalization;
using System.Threading.Channels;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Gateways.Smpp;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways.Smpp;

/// <summary>
/// The gateway kind <c>smpp</c> against an SMSC that nobody here wrote. The recipient's last two digits tell it what to do.
/// </summary>
public sealed class SmppRunTests : IAsyncLifetime
{
    private readonly CapturedLogs _logs = new();
    private readonly Channel<GatewayEvent> _events = System.Threading.Channels.Channel.CreateUnbounded<GatewayEvent>();
    private NodeSmsc? _smsc;

    public async Task InitializeAsync()
    {
        if (NodeSmsc.Folder.Value is not null) _smsc = await NodeSmsc.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_smsc is not null) await _smsc.DisposeAsync();
        _logs.All.ShouldNotContain("secret");
        _logs.All.ShouldNotContain("3752911122");
    }

    [SmscFact]
    public async Task A_text_goes_out_whole_and_its_receipt_makes_it_delivered()
    {
        await using var gateway = Open();

        var accepted = (await SendAsync(gateway, "Привет 👋")).ShouldBeOfType<SendResult.Accepted>();

        var seen = await _smsc!.NextAsync("submit_sm");
        ((string?)seen["text"]).ShouldBe("Привет 👋");
        ((string?)seen["to"]).ShouldBe("375291112200");
        (await EventAsync()).ShouldBe(new GatewayEvent.StatusReported(accepted.GatewayMessageId, null, DeliveryStatus.Delivered));
        ((int)(await _smsc.NextAsync("deliver_sm_resp"))["status"]!).ShouldBe(0);
    }

    [SmscTheory]
    [InlineData("udh8")]
    [InlineData("udh16")]
    [InlineData("sar")]
    public async Task A_long_text_is_delivered_when_all_its_parts_are(string way)
    {
        await using var gateway = Open(("longText", way));
        var text = TextOf4096();

        var accepted = (await SendAsync(gateway, text)).ShouldBeOfType<SendResult.Accepted>();

        var whole = "";
        while (whole.Length < text.Length) whole += (string?)(await _smsc!.NextAsync("submit_sm"))["text"];
        whole.ShouldBe(text);
        var reports = new List<GatewayEvent.StatusReported>();
        do reports.Add((GatewayEvent.StatusReported)await EventAsync());
        while (reports[^1].GatewayMessageId != accepted.GatewayMessageId);
        reports[^1].Status.ShouldBe(DeliveryStatus.Delivered);
    }

    [SmscFact]
    public async Task A_long_text_may_travel_as_one_payload()
    {
        await using var gateway = Open(("longText", "payload"));
        var text = TextOf4096();

        (await SendAsync(gateway, text)).ShouldBeOfType<SendResult.Accepted>();

        ((string?)(await _smsc!.NextAsync("submit_sm"))["text"]).ShouldBe(text);
    }

    [SmscFact]
    public async Task A_receipt_that_comes_before_the_answer_is_not_lost()
    {
        await using var gateway = Open();

        var accepted = (await SendAsync(gateway, "x", "05")).ShouldBeOfType<SendResult.Accepted>();

        ((GatewayEvent.StatusReported)await EventAsync()).GatewayMessageId.ShouldBe(accepted.GatewayMessageId);
    }

    [SmscFact]
    public async Task Ids_in_hexadecimal_and_padded_decimal_meet()
    {
        await using var gateway = Open(("idFormat", "hexInAnswer"));

        (await SendAsync(gateway, "x", "06")).ShouldBe(new SendResult.Accepted("256"));

        ((GatewayEvent.StatusReported)await EventAsync()).GatewayMessageId.ShouldBe("256");
    }

    [SmscFact]
    public async Task Refusals_mean_what_the_table_says()
    {
        await using var gateway = Open();

        var tooFast = (await SendAsync(gateway, "x", "01")).ShouldBeOfType<SendResult.Postponed>();
        (tooFast.Scope, tooFast.CountsAsAttempt).ShouldBe((PostponeScope.Line, false));
        (await SendAsync(gateway, "x", "02")).ShouldBeOfType<SendResult.Refused>().Fault.ShouldBe(Fault.Recipient);
    }

    [SmscFact]
    public async Task No_answer_and_a_broken_connection_are_unknown_and_the_session_comes_back()
    {
        await using var gateway = Open();

        (await SendAsync(gateway, "x", "03", TimeSpan.FromMilliseconds(300))).ShouldBeOfType<SendResult.Unknown>();
        (await SendAsync(gateway, "x", "04")).ShouldBeOfType<SendResult.Unknown>();

        await _smsc!.NextAsync("bind_transceiver");
        await _smsc.NextAsync("bind_transceiver");
        (await gateway.GetConnectionAsync(CancellationToken.None)).Connection
            .ShouldBeOneOf(LineConnection.Connected, LineConnection.Connecting);
    }

    [SmscFact]
    public async Task A_wrong_password_is_a_login_the_line_needs()
    {
        await using var gateway = Open(("password", "wrong"));

        (await gateway.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.NeedsLogin);
        (await SendAsync(gateway, "x")).ShouldBeOfType<SendResult.LineDown>().Code.ShouldBe("SMPP 0x0E");
    }

    [SmscFact]
    public async Task A_pair_of_binds_sends_on_one_and_hears_on_the_other()
    {
        await using var gateway = Open(("bind", "pair"));

        (await SendAsync(gateway, "x")).ShouldBeOfType<SendResult.Accepted>();

        (await EventAsync()).ShouldBeOfType<GatewayEvent.StatusReported>().Status.ShouldBe(DeliveryStatus.Delivered);
    }

    [SmscFact]
    public async Task What_a_client_writes_arrives_as_a_reply()
    {
        await using var gateway = Open();

        await SendAsync(gateway, "x", "08");

        (await EventAsync()).ShouldBe(new GatewayEvent.MessageReceived("375291112208", "СТОП", null) { MayBeNational = true });
    }

    [SmscFact]
    public async Task A_quiet_link_is_asked_for_and_an_unbind_of_the_SMSC_is_followed_by_a_new_bind()
    {
        await using var gateway = Open();

        await SendAsync(gateway, "x");
        await _smsc!.NextAsync("enquire_link");
        await SendAsync(gateway, "x", "09");
        await _smsc.NextAsync("bind_transceiver");
    }

    [SmscFact]
    public async Task A_receipt_that_cannot_be_stored_is_asked_for_again()
    {
        await using var gateway = Open();
        gateway.ReportTo(_ => throw new IOException("The disk is full."));

        await SendAsync(gateway, "x");

        ((int)(await _smsc!.NextAsync("deliver_sm_resp"))["status"]!).ShouldBe(0x64);
    }

    /// <summary>The longest text there is, with a surrogate pair at every place a cut may fall.</summary>
    private static string TextOf4096() => string.Concat(Enumerable.Repeat("Ёлка👋 ", 585)) + "!";

    private SmppGateway Open(params (string Name, string Value)[] changes)
    {
        var settings = new Dictionary<string, string>
        {
            ["host"] = "127.0.0.1",
            ["port"] = _smsc!.Port.ToString(CultureInfo.InvariantCulture),
            ["systemId"] = "ol",
            ["password"] = "secret",
            ["sourceAddress"] = "OL",
        };
        foreach (var (name, value) in changes) settings[name] = value;
        var kind = new SmppKind(new GatewayRoom(AllowPrivateHosts: true, TimeProvider.System, _logs));
        kind.Validate(new GatewaySettings(settings)).ShouldBeEmpty();
        var times = new SmppTimes { Idle = TimeSpan.FromSeconds(1), FirstPause = TimeSpan.FromMilliseconds(50) };
        var gateway = kind.Open(new GatewaySettings(settings), times);
        gateway.ReportTo(events =>
        {
            foreach (var happened in events) _events.Writer.TryWrite(happened);
            return Task.CompletedTask;
        });
        return gateway;
    }

    private static async Task<SendResult> SendAsync(IGateway gateway, string text, string behaviour = "00", TimeSpan? patience = null)
    {
        using var time = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(10));
        var message = new OutboundMessage(
            MessageId.New(TimeProvider.System), PhoneNumber.FromDigits("3752911122" + behaviour), text, Traffic.Direct);
        return await gateway.SendAsync(message, time.Token).WaitAsync(ScriptedServer.Patience);
    }

    private Task<GatewayEvent> EventAsync() => _events.Reader.ReadAsync().AsTask().WaitAsync(ScriptedServer.Patience);
}

/// <summary>As <see cref="SmscFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmscTheoryAttribute : TheoryAttribute
{
    public SmscTheoryAttribute()
    {
        if (NodeSmsc.Folder.Value is null)
            Skip = "The npm package smpp cannot be had: install nodejs and npm, and let npm reach its registry.";
    }
}
