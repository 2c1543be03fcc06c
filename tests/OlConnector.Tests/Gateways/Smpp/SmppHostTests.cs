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
