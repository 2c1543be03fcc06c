using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>
/// The real host with one line of a kind, whose vendor is a scripted server. Its loops stand still: a test takes each step itself.
/// </summary>
internal sealed class GatewayWorld : IAsyncDisposable
{
    public const string Portal = "3b7f0c9de1a24586b0f7d2c4a9e81635";

    private int _admins;
    private int _mails;

    private GatewayWorld(FakeTimeProvider clock, ScriptedServer vendor, Product product) =>
        (Clock, Vendor, Product) = (clock, vendor, product);

    public FakeTimeProvider Clock { get; }

    public ScriptedServer Vendor { get; }

    public Product Product { get; }

    /// <summary>The first line.</summary>
    public GivenLine Line { get; private set; } = null!;

    /// <param name="kind">The line's gateway.</param>
    /// <param name="settingsFor">Its settings, given the vendor's address.</param>
    /// <param name="settings">Further settings of the host.</param>
    public static async Task<GatewayWorld> StartAsync(
        string kind, Func<string, Dictionary<string, string>> settingsFor, params (string Name, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(Given.Morning);
        var vendor = await ScriptedServer.StartAsync(clock);
        var product = await Product.StartAsync(clock, settings: [("Dispatching:Enabled", "false"), .. settings]);
        var world = new GatewayWorld(clock, vendor, product);
        world.Line = await world.AddLineAsync(kind, settingsFor(vendor.Url));
        return world;
    }

    public Task<GivenLine> AddLineAsync(string kind, Dictionary<string, string> settings, string portal = Portal) =>
        Product.LineAsync(portal, kind: kind, settings: JsonConvert.SerializeObject(settings));

    public T Get<T>() where T : notnull => Product.Services.GetRequiredService<T>();

    /// <summary>An administrator, another one each time: the clock stands still, and nobody gets calls back.</summary>
    public Caller Admin()
    {
        var id = $"admin-{Interlocked.Increment(ref _admins)}";
        var session = new PortalSession(new PortalId(Portal), id, "Anna", true, "en", "Europe/Moscow");
        return new Caller(Product, Get<SessionTokens>().Issue(session).Token);
    }

    /// <summary>Puts a message into the queue.</summary>
    public async Task<MessageId> EnqueueAsync(string to = "375291112233", string text = "Your order is ready", GivenLine? line = null)
    {
        var (id, now, from) = (MessageId.New(Clock), Clock.GetUtcNow(), line ?? Line);
        var incoming = new IncomingMessage(
            from.Portal, from.Id, from.Code, id.ToString(), MessageSource.Direct, Traffic.Direct, $"+{to}", text, null, null);
        await Get<Writer>().RunAsync(turn =>
        {
            Get<Acceptance>().Store(turn, incoming, id, now);
            var row = turn.First($"SELECT {MessageRow.Columns} FROM messages WHERE id = @id", MessageRow.Read, ("id", id))!;
            Get<MessageMoves>().Enqueue(turn, row, to, text, isGuardCounted: true, hasDemoUnit: false, now);
            Get<LineDue>().Recompute(turn, from.Id, now);
        });
        return id;
    }

    /// <summary>Sends every line's head that is due; says how many.</summary>
    [SuppressMessage("Reliability", "CA2016", Justification = "a test's send is not cancelled")]
    public async Task<int> DispatchAsync()
    {
        var (token, now) = (NewKey.At(Clock), Clock.GetUtcNow());
        var claims = await Get<Writer>().RunAsync(turn => Get<Claims>().Take(turn, 10, token, now));
        foreach (var claim in claims) await Get<Dispatcher>().DispatchAsync(claim, Clock.GetTimestamp(), CancellationToken.None);
        return claims.Count;
    }

    /// <summary>A message that the gateway has been handed.</summary>
    public async Task<MessageId> SendAsync(string to = "375291112233", string text = "Your order is ready", GivenLine? line = null)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var id = await EnqueueAsync(to, text, line);
        (await DispatchAsync()).ShouldBe(1);
        return id;
    }

    /// <summary>A message of a mailing, as CRM-Marketing hands it over, composed and admitted.</summary>
    public async Task<Message> MailAsync(string to, string text = "Sale!", GivenLine? line = null)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["module_id"] = "sender",
            ["message_id"] = $"mail-{Interlocked.Increment(ref _mails)}",
            ["message_to"] = to,
            ["message_body"] = text,
            ["type"] = "SMS",
        });
        Clock.Advance(TimeSpan.FromSeconds(1));
        using var answer = await Product.Http.PostAsync($"/b24/sms/{(line ?? Line).HandlerKey}", form);
        answer.EnsureSuccessStatusCode();
        await Get<Composer>().ComposeDueAsync(CancellationToken.None);
        using var db = Get<Database>().Read();
        return db.Messages.Single(message => message.PortalMessageId == $"mail-{_mails}");
    }

    /// <summary>A gateway's call to the first line's hook.</summary>
    public async Task<HttpStatusCode> CallAsync(string kind, HttpMethod method, string query, HttpContent? body = null)
    {
        using var call = new HttpRequestMessage(method, $"/hooks/{kind}/{Line.HookKey}{query}") { Content = body };
        using var answer = await Product.Http.SendAsync(call);
        return answer.StatusCode;
    }

    public Message Find(MessageId id)
    {
        using var db = Get<Database>().Read();
        return db.Messages.Single(message => message.Id == id);
    }

    public long Count(string table) =>
        Get<Writer>().RunAsync(turn => turn.First($"SELECT COUNT(*) FROM {table}", row => row.GetInt64(0))).GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await Vendor.DisposeAsync();
    }
}
