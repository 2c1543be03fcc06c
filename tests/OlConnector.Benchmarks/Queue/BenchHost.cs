using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Lines;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Queue;

/// <summary>The product with one portal, on a folder of its own. Dispatching is off: a benchmark takes each step itself.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("olconnector-bench-").FullName;

    private BenchHost() => App = OlConnectorHost.Build([], builder =>
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["DataDirectory"] = _folder,
            ["Dispatching:Enabled"] = "false",
            ["Guard:Policy"] = "warn",
            ["Bitrix24:ClientId"] = "app.bench",
            ["Bitrix24:ClientSecret"] = "secret",
            ["Bitrix24:PublicUrl"] = "https://olc.example.com",
            ["Outbound:AllowPrivateHosts"] = "true",
        });
        builder.Logging.ClearProviders();
    });

    public static PortalId Portal { get; } = new("3b7f0c9de1a24586b0f7d2c4a9e81635");

    public WebApplication App { get; }

    public string Url => App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public static async Task<BenchHost> StartAsync(int lines, string handlerKey)
    {
        var host = new BenchHost();
        await host.App.StartAsync();
        await host.Get<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            var now = TimeProvider.System.GetUtcNow();
            db.Portals.Add(new Portal { Id = Portal, Domain = "bench.example", ClientEndpoint = "https://bench.example/rest/", AuthorizationServer = "https://oauth.bitrix.info", Status = "P", Country = "RU", InstalledAt = now });
            for (var i = 0; i < lines; i++) db.Lines.Add(ALine(host.Get<Secrets>(), i == 0 ? handlerKey : Secrets.NewKey(), now));
            db.SaveChanges();
        });
        await host.Get<LineDirectory>().RefreshAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static Line ALine(Secrets secrets, string key, DateTimeOffset now)
    {
        var id = LineId.New(TimeProvider.System);
        return new Line
        {
            PortalId = Portal,
            Id = id,
            Code = $"olc_{id}",
            Name = "Line",
            GatewayKind = "sandbox",
            GatewaySettings = secrets.Protect("{}"),
            MarketingInterval = TimeSpan.FromSeconds(15),
            DirectInterval = TimeSpan.FromSeconds(0.5),
            HandlerKey = "",
            HandlerKeyHash = Secrets.Hash(key),
            HookKey = "",
            HookKeyHash = Secrets.Hash(Secrets.NewKey()),
            CreatedAt = now,
        };
    }
}
