using Microsoft.Extensions.Logging.Abstractions;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Gateways.Sandbox;
using OlConnector.Sandbox;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>The gateway kind <c>sandbox</c> against the sandbox's own phone network.</summary>
public sealed class SandboxWireTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private SandboxCloud _cloud = null!;
    private ScriptedServer _hook = null!;
    private IGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _cloud = await SandboxCloud.StartAsync(new SandboxOptions { Clients = 1 }, _clock);
        _hook = await ScriptedServer.StartAsync(_clock);
        _hook.Usually = _ => new Reply.Full(200, "");
        var kind = new SandboxKind(new GatewayRoom(AllowPrivateHosts: true, _clock, NullLoggerFactory.Instance));
        _gateway = kind.Open(
            new GatewaySettings(new Dictionary<string, string> { ["baseUrl"] = _cloud.Phones.BaseUrl }),
            new Uri(_hook.Url + "/hooks/sandbox/key"));
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _cloud.DisposeAsync();
        await _hook.DisposeAsync();
    }

    [Fact]
    public async Task A_message_arrives_and_its_delivery_is_reported_to_our_hook()
    {
        (await _gateway.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.Connected);
        var message = AMessage("375291112218");

        var accepted = (await _gateway.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();

        _cloud.Phones.Received.Seen.ShouldHaveSingleItem().Text.ShouldBe(message.Text);
        var call = await WhileTimePassesAsync(_hook.ArrivedAsync());
        var read = _gateway.ReadCallback(Call(call)).ShouldBeOfType<CallbackResult.Understood>();
        var status = read.Events.ShouldHaveSingleItem().ShouldBeOfType<GatewayEvent.StatusReported>();
        status.ShouldBe(new GatewayEvent.StatusReported(accepted.GatewayMessageId, message.Id, DeliveryStatus.Delivered, status.At));
    }

    [Theory]
    [InlineData("375291112212", typeof(SendResult.Refused))]
    [InlineData("375291112213", typeof(SendResult.LineDown))]
    [InlineData("375291112214", typeof(SendResult.Postponed))]
    [InlineData("375291112215", typeof(SendResult.Postponed))]
    [InlineData("375291112217", typeof(SendResult.Unknown))]
    public async Task The_scripted_numbers_mean_to_us_what_they_mean_to_the_network(string phone, Type expected) =>
        (await _gateway.SendAsync(AMessage(phone), CancellationToken.None)).ShouldBeOfType(expected);

    [Fact]
    public async Task An_unknown_send_that_was_recorded_is_found()
    {
        var message = AMessage("375291112217");
        (await _gateway.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendResult.Unknown>();

        (await _gateway.LookUpAsync(message, _clock.GetUtcNow(), CancellationToken.None)).ShouldBeOfType<LookupResult.Found>();
    }

    [Fact]
    public async Task A_reply_comes_to_our_hook_as_the_clients_message()
    {
        await _gateway.GetConnectionAsync(CancellationToken.None);
        await _gateway.SendAsync(AMessage("375291112221"), CancellationToken.None);

        _cloud.Phones.Reply("375291112221", "СТОП");

        var read = _gateway.ReadCallback(Call(await _hook.ArrivedAsync())).ShouldBeOfType<CallbackResult.Understood>();
        read.Events.ShouldHaveSingleItem()
            .ShouldBe(new GatewayEvent.MessageReceived("375291112221", "СТОП", _clock.GetUtcNow(), "reply-1"));
    }

    /// <summary>The network arms its timers beside the answer, so time passes until what they bring has come.</summary>
    private async Task<T> WhileTimePassesAsync<T>(Task<T> awaited)
    {
        while (!awaited.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        return await awaited;
    }

    private OutboundMessage AMessage(string phone) =>
        new(MessageId.New(_clock), PhoneNumber.FromDigits(phone), "Здравствуйте 👋", Traffic.Marketing);

    private CallbackRequest Call(SeenRequest request) => new(
        request.Method, new Uri(_hook.Url + request.Path), new Dictionary<string, string>(), request.Headers,
        System.Text.Encoding.UTF8.GetBytes(request.Body));
}
