using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Lines;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Benchmarks;

/// <summary>The whole product as it runs, with portals and lines whose gateway is the outside world.</summary>
internal sealed class ProductHost : IAsyncDisposable
{
    /// <summary>For benchmarks that take each step themselves.</summary>
    internal static readonly (string Name, string Value) StandingStill = ("Dispatching:Enabled", "false");

    /// <summary>What wraps its keys.</summary>
    internal const string MasterKey = "a master key for benchmarks, long enough";

    private readonly string _folder;
    private readonly bool _keepsFolder;

    internal static PortalId Portal { get; } = new("3b7f0c9de1a24586b0f7d2c4a9e81635");

    private ProductHost(WebApplication app, string folder, bool keepsFolder) => (App, _folder, _keepsFolder) = (app, folder, keepsFolder);

    internal WebApplication App { get; }

    internal string Url => App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Where each line takes calls.</summary>
    internal List<string> Handlers { get; } = [];

    internal T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Starts it, on the database that OLC_POSTGRES names when <paramref name="database"/> is given, else on a file.</summary>
    internal static async Task<ProductHost> StartAsync(
        string? folder = null, string? database = null, params (string Name, string Value)[] settings)
    {
        var own = folder ?? Directory.CreateTempSubdirectory("olconnector-bench-").FullName;
        var app = OlConnectorHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["DataDirectory"] = own,
                ["Guard:Policy"] = "warn",
                ["Bitrix24:ClientId"] = "app.bench",
                ["Bitrix24:ClientSecret"] = "secret",
                ["Bitrix24:PublicUrl"] = "https://olc.example.com",
                ["Outbound:AllowPrivateHosts"] = "true",
                ["Pacing:MinDirectInterval"] = "00:00:00.001",
                ["Pacing:MinMarketingInterval"] = "00:00:00.001",
                ["Secrets:MasterKey"] = MasterKey,
                ["Database:Provider"] = database is null ? "Sqlite" : "PostgreSql",
                ["Database:ConnectionString"] = database,
            });
            builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value));
            builder.Logging.ClearProviders();
        });
        app.MapPost("/empty", () => Results.Ok());
        await app.StartAsync();
        return new ProductHost(app, own, folder is not null);
    }

    /// <summary>Adds lines, each with a path of its own in the outside world; where none is named, nobody is there.</summary>
    internal async Task AddLinesAsync(
        int count, TimeSpan interval, string outside = "http://127.0.0.1:9", PortalId? portal = null)
    {
        var (secrets, now, owner) = (Get<SecretBox>(), TimeProvider.System.GetUtcNow(), portal ?? Portal);
        await AddAsync([new Portal
        {
            Id = owner,
            Domain = "bench.example",
            ClientEndpoint = "https://127.0.0.1:9/rest/",
            AuthorizationServer = "https://127.0.0.1:9",
            Status = "P",
            Country = "RU",
            InstalledAt = now,
        }]);
        // By slices: a transaction that is silent for seconds is ended by the server.
        foreach (var slice in Enumerable.Range(0, count).Chunk(500))
            await AddAsync([.. slice.Select(i => NewLine(owner, i, interval, outside, secrets, now))]);
        await Get<LineDirectory>().ReadAllAsync();
    }

    /// <summary>A program with an administrator's rights on a portal, which may call as often as it likes.</summary>
    internal async Task<HttpClient> AddProgramAsync(PortalId portal)
    {
        var token = $"olct_{SecretKey.New()}";
        await AddAsync([new ApiToken
        {
            PortalId = portal,
            Id = NewKey.At(TimeProvider.System),
            Name = "bench",
            Hash = SecretKey.Hash(token),
            Role = Role.Admin,
            CallsPer3Seconds = 1_000_000,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        }]);
        var http = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }

    private Task AddAsync(object[] rows) => Get<Writer>().RunAsync(turn =>
    {
        using var db = turn.OpenDb();
        db.AddRange(rows);
        db.SaveChanges();
    });

    private Line NewLine(PortalId portal, int number, TimeSpan interval, string outside, SecretBox secrets, DateTimeOffset now)
    {
        var (id, key) = (LineId.New(TimeProvider.System), SecretKey.New());
        Handlers.Add($"{Url}/b24/sms/{key}");
        return new Line
        {
            PortalId = portal,
            Id = id,
            Code = $"olc_{id}",
            Name = "Line",
            GatewayKind = "sandbox",
            GatewaySettings = secrets.Protect($$"""{"baseUrl":"{{outside}}/l{{number}}"}"""),
            MarketingInterval = interval,
            DirectInterval = interval,
            HandlerKey = secrets.Protect(key),
            HandlerKeyHash = SecretKey.Hash(key),
            HookKey = secrets.Protect(key),
            HookKeyHash = SecretKey.Hash(key + "h"),
            CreatedAt = now,
            Connection = LineConnection.Connected,
            ConnectedAt = now,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!_keepsFolder) Directory.Delete(_folder, recursive: true);
    }
}
