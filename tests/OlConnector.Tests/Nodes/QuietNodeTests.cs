using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Nodes;

/// <summary>A quiet node works on its database and calls nobody: what a rehearsal with a restored copy needs.</summary>
public sealed class QuietNodeTests : IAsyncLifetime
{
    private readonly WatchedClock _clock = new();
    private readonly TempFolder _folder = new();
    private SandboxCloud _cloud = null!;
    private ScriptedServer _vendor = null!;

    public async Task InitializeAsync()
    {
        _cloud = await SandboxCloud.StartAsync(new SandboxOptions { Clients = 0 }, _clock);
        _vendor = await ScriptedServer.StartAsync(_clock);
        _vendor.Usually = _ => Reply.Json(200, """{"name":"default","status":"WORKING"}""");
    }

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await _vendor.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_makes_no_outgoing_call_whatever_is_due_and_whoever_asks()
    {
        var line = await WithABusyPortalAsync();
        var before = Calls();
        // The access token is over, look-ups, retries and the care for portals are due.
        _clock.Advance(TimeSpan.FromHours(30));

        await using var quiet = await StartAsync(isQuiet: true);
        var admin = AdminOf(quiet);
        foreach (var step in Steps(line)) await step(admin);
        (await _cloud.Portal.Lifecycle.OpenAppAsync()).Status.ShouldBe(503, "nobody can be verified");
        for (var hours = 0; hours < 60; hours++) _clock.Advance(TimeSpan.FromHours(1));
        await quiet.Services.GetRequiredService<Writer>().RunAsync(_ => { });

        Calls().ShouldBe(before);
        Tokens(quiet).ShouldBe(_tokens, "no refresh token is spent");
    }

    [Fact]
    public async Task What_it_cannot_know_changes_nothing()
    {
        var line = await WithABusyPortalAsync();
        _clock.Advance(TimeSpan.FromHours(2));

        await using var quiet = await StartAsync(isQuiet: true);
        var admin = AdminOf(quiet);
        await admin.PatchAsync($"lines/{line.Id}", new { gateway = new { settings = new { session = "other" } } });

        var shown = await admin.GetAsync($"lines/{line.Id}");
        (shown["connection"]!.ToString(), shown["state"]!.ToString(), (int)shown["queued"]!).ShouldBe(("connected", "active", 1));
        using var db = quiet.Services.GetRequiredService<Database>().Read();
        db.Portals.Single().NeedsReauthorization.ShouldBeFalse();
    }

    [Fact]
    public async Task It_says_so_at_the_start_in_readiness_and_in_the_api()
    {
        await WithABusyPortalAsync();
        await using var quiet = await StartAsync(isQuiet: true);

        var ready = await new Caller(quiet, token: null).GetAsync("/health/ready");
        (ready.Status, ready["checks.outbound"]!.ToString(), ready["checks.dispatch"]!.ToString()).ShouldBe((200, "quiet", "off"));
        ((bool)(await AdminOf(quiet).GetAsync("session"))["quiet"]!).ShouldBeTrue();
        quiet.Log.Lines.ShouldContain(text => text.Contains("This node is quiet (Outbound:Quiet)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "login")]
    [InlineData("POST", "check-number")]
    [InlineData("GET", "templates")]
    public async Task What_is_worth_nothing_without_the_outside_is_refused_with_a_reason(string method, string action)
    {
        var line = await WithABusyPortalAsync();
        await using var quiet = await StartAsync(isQuiet: true);

        var refused = await AdminOf(quiet).CallAsync(
            new HttpMethod(method), $"lines/{line.Id}/{action}", method == "POST" ? new { number = "+375291112233" } : null);

        (refused.Status, refused.Code).ShouldBe((503, "quiet_node"));
    }

    [Fact]
    public async Task No_kind_of_gateway_connects_anywhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var room = new GatewayRoom(AllowPrivateHosts: true, TimeProvider.System, NullLoggerFactory.Instance, IsQuiet: true);
        foreach (var kind in GatewayCatalog.Standard.Select(make => make(room)))
        {
            await using var gateway = kind.Open(SettingsOf(kind, address));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            var message = new OutboundMessage(
                OlConnector.Engine.MessageId.New(TimeProvider.System), PhoneNumber.FromDigits("375291112233"), "Hello", Traffic.Direct);

            (await gateway.SendAsync(message, patience.Token)).ShouldBeOfType<SendResult.Postponed>(kind.Kind);
            (await gateway.GetConnectionAsync(patience.Token)).Connection.ShouldBeOneOf(LineConnection.Unknown, LineConnection.Connecting);
        }

        listener.Pending().ShouldBeFalse();
    }

    private string? _tokens;

    /// <summary>A portal that is installed, with a line that has something to send, and a node that worked for it and stopped.</summary>
    private async Task<GivenLine> WithABusyPortalAsync()
    {
        await using var loud = await StartAsync(isQuiet: false);
        (await _cloud.Portal.Lifecycle.InstallAsync(installEvent: InstallEvent.Never)).Status.ShouldBe(200);
        var line = await loud.LineAsync(
            _cloud.Portal.MemberId, kind: "waha", settings: $$"""{"baseUrl":"{{_vendor.Url}}","session":"default"}""",
            change: row => (row.Connection, row.ConnectedAt) = (LineConnection.Connected, _clock.GetUtcNow()));
        (await AdminOf(loud).PostAsync("messages", new { line = $"{line.Id}", to = "+79161234567", text = "Hello, {{NAME}}" }))
            .Status.ShouldBe(202);
        await loud.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
            "UPDATE messages SET state = 'queued', compose_after = NULL, phone = '79161234567', text = 'Hello'"));
        _tokens = Tokens(loud);
        return line;
    }

    private static IEnumerable<Func<Caller, Task<Answer>>> Steps(GivenLine line) =>
    [
        admin => admin.PostAsync(
            "lines", new { name = "New", gateway = new { kind = "waha", settings = new { baseUrl = "http://127.0.0.1:9" } } }),
        admin => admin.PatchAsync($"lines/{line.Id}", new { name = "Other", gateway = new { settings = new { session = "other" } } }),
        admin => admin.PostAsync($"lines/{line.Id}/rotate-key"),
        admin => admin.PostAsync($"lines/{line.Id}/test", new { to = "+79161234567", text = "Hello" }),
        admin => admin.PostAsync($"lines/{line.Id}/check-number", new { number = "+375291112233" }),
        admin => admin.GetAsync($"lines/{line.Id}/login"),
        admin => admin.PostAsync($"lines/{line.Id}/session", new { action = "restart" }),
        admin => admin.PostAsync($"lines/{line.Id}/resume"),
        admin => admin.DeleteAsync($"lines/{line.Id}"),
    ];

    private async Task<Product> StartAsync(bool isQuiet)
    {
        var port = Product.FreePort();
        _cloud.Options.AppUrl = $"http://127.0.0.1:{port}";
        return await Product.StartAsync(
            _clock, _cloud, _folder.Path, port,
            isQuiet ? [("Outbound:Quiet", "true")] : [("Dispatching:Enabled", "false")]);
    }

    private Caller AdminOf(Product product) =>
        Caller.With(product, new PortalSession(new(_cloud.Portal.MemberId), "1", "Anna", true, "en", "Europe/Moscow"));

    /// <summary>All that portal, authorization server and gateway have ever heard.</summary>
    private (int Portal, int Authorization, int Gateway) Calls() =>
        (_cloud.Portal.RestCalls.Seen.Count, _cloud.Authorization.Calls.Seen.Count, _vendor.Seen.Count);

    private static string? Tokens(Product product)
    {
        using var db = product.Services.GetRequiredService<Database>().Read();
        return db.Portals.Single().RefreshToken;
    }

    private static GatewaySettings SettingsOf(IGatewayKind kind, string address) => new(kind.Settings
        .Where(setting => setting.Type == SettingType.Url || setting.IsRequired)
        .ToDictionary(setting => setting.Name, setting => ValueOf(setting, address), StringComparer.Ordinal));

    private static string ValueOf(GatewaySetting setting, string address) => setting switch
    {
        { Type: SettingType.Url } => $"http://{address}",
        { Name: "host" } => address.Split(':')[0],
        { Name: "port" } => address.Split(':')[1],
        { Default: { } usual } => usual,
        { Type: SettingType.Number } => "1101000001",
        { Type: SettingType.Choice, Choices: [var first, ..] } => first,
        _ => "word",
    };
}
