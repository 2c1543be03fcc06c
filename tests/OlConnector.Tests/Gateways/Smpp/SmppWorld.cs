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
/// One line of the kind <c>smpp</c> at a scripted SMSC. At its end nothing that is nobody's business may stand in the log.
/// </summary>
internal sealed class SmppWorld : IAsyncDisposable
{
    public const string Password = "Pa55w0rd";
    public const string Number = "375291112233";

    private SmppWorld(SmppGateway gateway, ScriptedSmsc smsc, CapturedLogs logs) => (Gateway, Smsc, Logs) = (gateway, smsc, logs);

    public SmppGateway Gateway { get; }

    public ScriptedSmsc Smsc { get; }

    public CapturedLogs Logs { get; }

    /// <summary>What the line stored.</summary>
    public Channel<GatewayEvent> Stored { get; } = System.Threading.Channels.Channel.CreateUnbounded<GatewayEvent>();

    public static SmppWorld Start(TimeProvider? clock = null, ScriptedSmsc? smsc = null, params (string Name, string Value)[] settings)
    {
        var (there, logs) = (smsc ?? new ScriptedSmsc(), new CapturedLogs());
        var kind = new SmppKind(new GatewayRoom(AllowPrivateHosts: true, clock ?? TimeProvider.System, logs));
        var entered = new GatewaySettings(Settings(there.Port, settings));
        kind.Validate(entered).ShouldBeEmpty();
        var world = new SmppWorld(kind.Open(entered, new SmppTimes { FirstPause = TimeSpan.FromMilliseconds(50) }), there, logs);
        world.Gateway.ReportTo(async events =>
        {
            foreach (var one in events) await world.Stored.Writer.WriteAsync(one);
        });
        return world;
    }

    public static Dictionary<string, string> Settings(int port, params (string Name, string Value)[] changes)
    {
        var settings = new Dictionary<string, string>
        {
            ["host"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["systemId"] = "ol",
            ["password"] = Password,
            ["sourceAddress"] = "OL",
        };
        foreach (var (name, value) in changes) settings[name] = value;
        return settings;
    }

    public async Task<SendResult> SendAsync(string text = "Ваш заказ", CancellationToken ct = default)
    {
        var message = new OutboundMessage(MessageId.New(TimeProvider.System), PhoneNumber.FromDigits(Number), text, Traffic.Direct);
        return await Gateway.SendAsync(message, ct).WaitAsync(ScriptedServer.Patience, CancellationToken.None);
    }

    public Task<GatewayEvent> StoredAsync() => Stored.Reader.ReadAsync().AsTask().WaitAsync(ScriptedServer.Patience);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Smsc.DisposeAsync();
        foreach (var secret in new[] { Password, Number, "заказ" }) Logs.All.ShouldNotContain(secret);
    }
}
