using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Gateways.Kannel;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Gateways.Smpp;

/// <summary>
/// The whole road of an office with a Kannel of its own: our gateway, a real Kannel, and behind it over SMPP an SMSC that nobody here
/// wrote.
/// </summary>
public sealed class KannelOverSmppTests
{
    private readonly FakeTimeProvider _clock = new(Given.Morning);

    [KannelSmscFact]
    public async Task A_text_reaches_the_SMSC_behind_Kannel_and_its_receipt_comes_back_as_delivered()
    {
        await using var world = await World.StartAsync(_clock);
        var message = AMessage("375291112200", "Привет 👋 & 100 % + «ёлки»");

        (await world.Gateway.SendAsync(message, CancellationToken.None)).ShouldBe(new SendResult.Accepted(message.Id.ToString()));

        var seen = await world.Smsc.NextAsync("submit_sm");
        ((string?)seen["text"], (string?)seen["to"], (string?)seen["from"]).ShouldBe((message.Text, "375291112200", "OL"));
        var statuses = new[] { await world.ReportAsync(), await world.ReportAsync() };
        statuses.Select(status => status.Status).ShouldBe([DeliveryStatus.Sent, DeliveryStatus.Delivered], ignoreOrder: true);
        statuses.ShouldAllBe(status => status.MessageId == message.Id);
    }

    [KannelSmscFact]
    public async Task A_receipt_of_failure_comes_back_as_undelivered()
    {
        await using var world = await World.StartAsync(_clock);
        var message = AMessage("375291112207", "Hello");

        (await world.Gateway.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();

        var statuses = new[] { await world.ReportAsync(), await world.ReportAsync() };
        statuses.Select(status => status.Status).ShouldBe([DeliveryStatus.Sent, DeliveryStatus.Undelivered], ignoreOrder: true);
        statuses.ShouldAllBe(status => status.MessageId == message.Id);
    }

    [KannelSmscFact]
    public async Task A_number_that_the_SMSC_refuses_comes_back_as_undelivered()
    {
        await using var world = await World.StartAsync(_clock);
        var message = AMessage("375291112202", "Hello");

        (await world.Gateway.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();

        var status = await world.ReportAsync();
        (status.MessageId, status.Status).ShouldBe((message.Id, DeliveryStatus.Undelivered));
    }

    private OutboundMessage AMessage(string to, string text) =>
        new(MessageId.New(_clock), PhoneNumber.FromDigits(to), text, Traffic.Direct);

    private sealed class World(NodeSmsc smsc, RealKannel kannel, ScriptedServer hook, IGateway gateway) : IAsyncDisposable
    {
        public NodeSmsc Smsc => smsc;

        public IGateway Gateway => gateway;

        public static async Task<World> StartAsync(FakeTimeProvider clock)
        {
            var smsc = await NodeSmsc.StartAsync();
            var kannel = await RealKannel.StartAsync("ol", "pass&word", smsc.Port);
            var hook = await ScriptedServer.StartAsync(clock);
            hook.Usually = _ => new Reply.Full(200, "");
            await smsc.NextAsync("bind_transceiver");
            var kind = new KannelKind(new GatewayRoom(AllowPrivateHosts: true, clock, NullLoggerFactory.Instance));
            var settings = new GatewaySettings(new Dictionary<string, string>
            {
                ["sendsmsUrl"] = kannel.SendSmsUrl,
                ["username"] = "ol",
                ["password"] = "pass&word",
                ["from"] = "OL",
            });
            return new World(smsc, kannel, hook, kind.Open(settings, new Uri(hook.Url + "/hooks/kannel/key")));
        }

        /// <summary>The next report that Kannel makes at our hook, as the gateway reads it.</summary>
        public async Task<GatewayEvent.StatusReported> ReportAsync()
        {
            var call = await hook.ArrivedAsync();
            var query = QueryHelpers.ParseQuery(call.Query)
                .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
            var read = gateway.ReadCallback(
                new CallbackRequest(
                    call.Method, new Uri("https://ol.example" + call.Path + call.Query), query, call.Headers, ReadOnlyMemory<byte>.Empty));
            if (Environment.GetEnvironmentVariable("OLC_SMPP_TRACE") is not null)
                await Console.Error.WriteLineAsync("report " + call.Query);
            return read.ShouldBeOfType<CallbackResult.Understood>().Events.ShouldHaveSingleItem()
                .ShouldBeOfType<GatewayEvent.StatusReported>();
        }

        public async ValueTask DisposeAsync()
        {
            await gateway.DisposeAsync();
            await kannel.DisposeAsync();
            await smsc.DisposeAsync();
            await hook.DisposeAsync();
        }
    }
}

/// <summary>
/// A test that needs both a real Kannel and the npm package <c>smpp</c>; shown as skipped where one of them cannot be had.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KannelSmscFactAttribute : FactAttribute
{
    public KannelSmscFactAttribute() => Skip = new KannelFactAttribute().Skip ?? new SmscFactAttribute().Skip;
}
