using System.Web;
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

namespace OlConnector.Tests.Gateways;

/// <summary>The gateway kind <c>kannel</c> against Kannel itself.</summary>
public sealed class KannelRunTests
{
    private const string Password = "pass&word of+one";

    private readonly FakeTimeProvider _clock = new(Given.Morning);

    [KannelFact]
    public async Task A_message_reaches_the_SMSC_unbroken_and_its_reports_come_to_our_hook()
    {
        await using var kannel = await RealKannel.StartAsync("ol", Password);
        await kannel.ConnectSmscAsync();
        await using var hook = await ScriptedServer.StartAsync(_clock);
        hook.Usually = _ => new Reply.Full(200, "");
        await using var gateway = Open(kannel, Password, hook);
        var message = AMessage("Привет 👋 & 100 % + «ёлки»");

        (await gateway.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.Connected);
        (await gateway.SendAsync(message, CancellationToken.None)).ShouldBe(new SendResult.Accepted(message.Id.ToString()));

        (await TextAtSmscAsync(kannel)).ShouldBe(message.Text);
        var statuses = new[] { Read(gateway, await hook.ArrivedAsync()), Read(gateway, await hook.ArrivedAsync()) };
        statuses.Select(status => status.Status).ShouldBe([DeliveryStatus.Sent, DeliveryStatus.Delivered], ignoreOrder: true);
        statuses.ShouldAllBe(status => status.MessageId == message.Id);
    }

    [KannelFact]
    public async Task A_message_for_an_SMSC_that_is_away_is_accepted_because_Kannel_keeps_it()
    {
        await using var kannel = await RealKannel.StartAsync("ol", Password);
        await using var gateway = Open(kannel, Password, hook: null);
        var message = AMessage("Hello {world}");

        (await gateway.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();

        await kannel.ConnectSmscAsync();
        (await TextAtSmscAsync(kannel)).ShouldBe(message.Text);
    }

    [KannelFact]
    public async Task A_wrong_password_is_a_login_the_line_needs()
    {
        await using var kannel = await RealKannel.StartAsync("ol", Password);
        await using var gateway = Open(kannel, "wrong", hook: null);

        (await gateway.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.NeedsLogin);
        (await gateway.SendAsync(AMessage("x"), CancellationToken.None)).ShouldBeOfType<SendResult.LineDown>();
    }

    private IGateway Open(RealKannel kannel, string password, ScriptedServer? hook)
    {
        var kind = new KannelKind(new GatewayRoom(AllowPrivateHosts: true, _clock, NullLoggerFactory.Instance));
        var settings = new GatewaySettings(new Dictionary<string, string>
        {
            ["sendsmsUrl"] = kannel.SendSmsUrl,
            ["username"] = "ol",
            ["password"] = password,
            ["from"] = "OL",
        });
        kind.Validate(settings).ShouldBeEmpty();
        return kind.Open(settings, hook is null ? null : new Uri(hook.Url + "/hooks/kannel/key"));
    }

    private OutboundMessage AMessage(string text) =>
        new(MessageId.New(_clock), PhoneNumber.FromDigits("375291112233"), text, Traffic.Direct);

    /// <summary>
    /// The SMSC shows a message as <c>&lt;from to text …&gt;</c> or, in UCS-2, as <c>&lt;from to ucs-2 …&gt;</c> with its bytes escaped.
    /// </summary>
    private static async Task<string> TextAtSmscAsync(RealKannel kannel)
    {
        while (true)
        {
            var line = await kannel.Smsc.Reader.ReadAsync().AsTask().WaitAsync(ScriptedServer.Patience);
            if (!line.Contains("Got message", StringComparison.Ordinal)) continue;
            var words = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')].Split(' ', 4);
            words[..2].ShouldBe(["OL", "375291112233"]);
            return words[2] == "ucs-2"
                ? System.Text.Encoding.BigEndianUnicode.GetString(HttpUtility.UrlDecodeToBytes(words[3])!)
                : words[3];
        }
    }

    private static GatewayEvent.StatusReported Read(IGateway gateway, SeenRequest call)
    {
        var query = QueryHelpers.ParseQuery(call.Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        var read = gateway.ReadCallback(
            new CallbackRequest(
                call.Method, new Uri("https://ol.example" + call.Path + call.Query), query, call.Headers, ReadOnlyMemory<byte>.Empty));
        return read.ShouldBeOfType<CallbackResult.Understood>().Events.ShouldHaveSingleItem().ShouldBeOfType<GatewayEvent.StatusReported>();
    }
}
