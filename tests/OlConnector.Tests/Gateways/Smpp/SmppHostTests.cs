using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Gateways.Smpp;
using OlConnector.Storage;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways.Smpp;

/// <summary>An SMPP line in the real host: calls come in over HTTP, reports by themselves on the session.</summary>
public sealed class SmppHostTests : IAsyncLifetime
{
    private readonly ScriptedSmsc _smsc = new();
    private GatewayWorld _world = null!;

    public async Task InitializeAsync() => _world = await GatewayWorld.StartAsync("smpp", _ => SmppWorld.Settings(_smsc.Port));

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        await _smsc.DisposeAsync();
        string.Join('\n', _world.Product.Log.Lines).ShouldNotContain(SmppWorld.Password);
    }

    [Fact]
    public async Task A_call_becomes_a_submit_and_its_receipt_makes_the_message_delivered_before_the_SMSC_is_answered()
    {
        var message = await HandleAsync("m1", "crm", "Ваш заказ 1017 готов");
        (await _world.DispatchAsync()).ShouldBe(1);

        var submit = ShortMessageBody.Read((await _smsc.NextAsync(SmppCommand.SubmitSm)).Body.Span)!;
        (submit.To.Digits, submit.From.Digits, Encoding.BigEndianUnicode.GetString(submit.Text.Span))
            .ShouldBe((SmppWorld.Number, "OL", "Ваш заказ 1017 готов"));
        (_world.Find(message).State, _world.Find(message).GatewayMessageId).ShouldBe((MessageState.Sent, "1"));

        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        var holding = _world.Get<Writer>().RunAsync(_ =>
        {
            held.SetResult();
            release.Wait(ScriptedServer.Patience);
        });
        await held.Task;
        await _smsc.DeliverAsync(SmppFaultTests.Receipt("1", "DELIVRD"), sequence: 5);
        await _smsc.AskAsync(SmppCommand.EnquireLink, sequence: 6);
        (await _smsc.NextAsync()).Command.ShouldBe(SmppCommand.EnquireLink | SmppCommand.Response, "the receipt is not stored yet");

        release.Set();
        await holding;
        var answer = await _smsc.NextAsync();
        (answer.Command, answer.Sequence, answer.Status).ShouldBe((SmppCommand.DeliverSm | SmppCommand.Response, 5u, SmppStatus.Ok));
        _world.Find(message).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task A_receipt_of_failure_makes_the_message_undelivered_and_a_late_good_one_does_not_come_too_late()
    {
        var message = await HandleAsync("m1", "crm", "Hello");
        (await _world.DispatchAsync()).ShouldBe(1);

        await DeliverAsync(SmppFaultTests.Receipt("1", "UNDELIV"));
        _world.Find(message).State.ShouldBe(MessageState.Undelivered);
        await DeliverAsync(SmppFaultTests.Receipt("1", "DELIVRD"));
        _world.Find(message).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task A_client_who_writes_stop_gets_no_more_mailings()
    {
        await HandleAsync("m1", "crm", "Hello");
        (await _world.DispatchAsync()).ShouldBe(1);

        await DeliverAsync(
            new ShortMessageBody(
                SmppAddress.Recipient(SmppWorld.Number), SmppAddress.Sender("OL"), 0, 8, 0,
                Encoding.BigEndianUnicode.GetBytes("СТОП")).Write());

        _world.Count("suppressed_numbers").ShouldBe(1);
        var mailing = await HandleAsync("m2", "sender", "Sale!");
        (_world.Find(mailing).State, _world.Find(mailing).Reason).ShouldBe((MessageState.Suppressed, Reason.OptedOut));
    }

    [Theory]
    [InlineData(1, "375291112233")]
    [InlineData(2, "291112233")]
    [InlineData(0, "80291112233")]
    [InlineData(1, "810375291112233")]
    [InlineData(0, "+375291112233")]
    public async Task A_sender_of_any_type_of_number_is_the_client_of_CRM(byte ton, string digits)
    {
        await _world.Get<Writer>().RunAsync(turn => turn.Execute("UPDATE portals SET country = 'BY'"));
        await HandleAsync("m1", "crm", "Hello");
        (await _world.DispatchAsync()).ShouldBe(1);

        await DeliverAsync(
            new ShortMessageBody(
                new SmppAddress(ton, 1, digits), SmppAddress.Sender("OL"), 0, 8, 0, Encoding.BigEndianUnicode.GetBytes("СТОП")).Write());

        (await _world.MailAsync("+375 29 111-22-33")).Reason.ShouldBe(Reason.OptedOut);
    }

    [Fact]
    public async Task What_means_nothing_is_answered_kept_and_told_once_and_blocks_nothing()
    {
        var message = await HandleAsync("m1", "crm", "Hello");
        (await _world.DispatchAsync()).ShouldBe(1);
        var (client, ours) = (SmppAddress.Recipient(SmppWorld.Number), SmppAddress.Sender("OL"));
        ReadOnlyMemory<byte>[] strange =
        [
            SmppFaultTests.Receipt("1", "PERHAPS"),
            new ShortMessageBody(client, ours, 4, 0, 0, "stat:DELIVRD"u8.ToArray()).Write(),
            new ShortMessageBody(client, ours, 0, 4, 0, new byte[] { 1, 2 }).Write(),
            new ShortMessageBody(client, ours, 8, 0, 0, "x"u8.ToArray()).Write(),
            new ShortMessageBody(new SmppAddress(5, 0, "MTS"), ours, 0, 0, 0, "STOP"u8.ToArray()).Write(),
        ];

        foreach (var body in strange) await DeliverAsync(body);
        await DeliverAsync(SmppFaultTests.Receipt("1", "DELIVRD"));

        _world.Find(message).State.ShouldBe(MessageState.Delivered);
        var kept = (await _world.Admin().GetAsync("audit/callbacks")).Items;
        kept.Count.ShouldBe(strange.Length);
        kept.ShouldAllBe(one => one["gateway"]!.ToString() == "smpp" && one["body"]!.ToString().Length > 0);
        (await _world.Admin().GetAsync("audit")).Items.Count(entry => entry["action"]!.ToString() == "unreadable_callback").ShouldBe(1);
    }

    [Fact]
    public async Task A_receipt_may_come_as_data_sm()
    {
        var message = await HandleAsync("m1", "crm", "Hello");
        (await _world.DispatchAsync()).ShouldBe(1);
        var body = new PduWriter().Text("").Octets(1, 1).Text(SmppWorld.Number).Octets(5, 0).Text("OL").Octets(4, 0, 0)
            .Parameters(new Dictionary<ushort, byte[]> { [SmppTag.ReceiptedMessageId] = "1\0"u8.ToArray(), [SmppTag.MessageState] = [2] });

        await _smsc.AskAsync(SmppCommand.DataSm, sequence: 9, body.Body);

        var answer = await _smsc.NextAsync(SmppCommand.DataSm | SmppCommand.Response);
        (answer.Sequence, answer.Status).ShouldBe((9u, SmppStatus.Ok));
        _world.Find(message).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task Of_two_ids_in_a_receipt_the_one_that_is_known_counts()
    {
        var message = await HandleAsync("m1", "crm", "Hello");
        (await _world.DispatchAsync()).ShouldBe(1);

        await DeliverAsync(
            (ShortMessageBody.Read(SmppFaultTests.Receipt("1", "DELIVRD").Span)! with
            {
                Parameters = new Dictionary<ushort, byte[]> { [SmppTag.ReceiptedMessageId] = "one"u8.ToArray() },
            }).Write());

        (_world.Find(message).State, _world.Find(message).GatewayMessageId).ShouldBe((MessageState.Delivered, "1"));
    }

    private async Task DeliverAsync(ReadOnlyMemory<byte> body)
    {
        await _smsc.DeliverAsync(body);
        (await _smsc.NextAsync(SmppCommand.DeliverSm | SmppCommand.Response)).Status.ShouldBe(SmppStatus.Ok);
    }

    /// <summary>A HANDLER call as Bitrix24 makes it, and its text composed.</summary>
    private async Task<MessageId> HandleAsync(string portalMessageId, string module, string text)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["module_id"] = module,
            ["message_id"] = portalMessageId,
            ["message_to"] = "+" + SmppWorld.Number,
            ["message_body"] = text,
            ["type"] = "SMS",
        });
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        using var answer = await _world.Product.Http.PostAsync($"/b24/sms/{_world.Line.HandlerKey}", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await _world.Get<Composer>().ComposeDueAsync(CancellationToken.None);
        await using var db = _world.Get<Database>().Read();
        return (await db.Messages.SingleAsync(message => message.PortalMessageId == portalMessageId)).Id;
    }
}
