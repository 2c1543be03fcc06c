using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OlConnector.Sandbox;

namespace OlConnector.Tests.Support;

/// <summary>The real host on a port of its own, with a database file of its own.</summary>
public sealed class Product : IAsyncDisposable
{
    private readonly TempFolder? _ownFolder;
    private readonly WebApplication _app;

    private Product(WebApplication app, TempFolder? ownFolder, CapturedLog log)
    {
        (_app, _ownFolder, Log) = (app, ownFolder, log);
        Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new HttpClient { BaseAddress = new Uri(Url) };
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>A client for it.</summary>
    public HttpClient Http { get; }

    /// <summary>All that it logged.</summary>
    public CapturedLog Log { get; }

    /// <summary>Its services, for a look inside.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it.</summary>
    /// <param name="clock">Its time.</param>
    /// <param name="cloud">The Bitrix24 and the phones it speaks to; null for none.</param>
    /// <param name="folder">Its data directory; null for a fresh one.</param>
    /// <param name="port">The port it listens on; 0 for any. A cloud that calls it has to know the port before.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="services">Further services.</param>
    public static async Task<Product> StartAsync(
        TimeProvider clock, SandboxCloud? cloud = null, string? folder = null, int port = 0,
        IEnumerable<(string Name, string Value)>? settings = null, Action<IServiceCollection>? services = null)
    {
        var own = folder is null ? new TempFolder() : null;
        var log = new CapturedLog();
        var values = Settings(folder ?? own!.Path, cloud, port).Concat(TestDatabase.Settings(folder ?? own!.Path));
        var app = OlConnectorHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(values);
            builder.Configuration.AddInMemoryCollection(
                (settings ?? []).Select(pair => KeyValuePair.Create<string, string?>(pair.Name, pair.Value)));
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddSingleton(clock);
            services?.Invoke(builder.Services);
        });
        await app.StartAsync();
        return new Product(app, own, log);
    }

    /// <summary>A port that nobody else takes: below the range from which the system gives ports away, each one once.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref lastPort);
            try
            {
                using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Somebody's; the next one.
            }
        }
    }

    private static int lastPort = 12_000 + (Environment.ProcessId % 800 * 20);

    /// <summary>Stops one of its loops: a test that owns the clock does that work by hand, or must not have it done beside.</summary>
    public Task StopAsync<T>() where T : IHostedService =>
        Services.GetServices<IHostedService>().OfType<T>().Single().StopAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Http.Dispose();
        TestDatabase.ClearPools();
        _ownFolder?.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(string folder, SandboxCloud? cloud, int port)
    {
        yield return KeyValuePair.Create<string, string?>("urls", $"http://127.0.0.1:{port}");
        yield return KeyValuePair.Create<string, string?>("DataDirectory", folder);
        // Whoever does not ask which mailing a message is of need not wait for the answer.
        yield return KeyValuePair.Create<string, string?>("Campaigns:Evidence", "00:00:00");
        yield return KeyValuePair.Create<string, string?>("Bitrix24:ClientId", cloud?.Options.ClientId ?? "app.test");
        yield return KeyValuePair.Create<string, string?>("Bitrix24:ClientSecret", cloud?.Options.ClientSecret ?? "secret");
        yield return KeyValuePair.Create<string, string?>("Bitrix24:PublicUrl", cloud?.Options.AppUrl ?? "https://olc.example.com");
        yield return KeyValuePair.Create<string, string?>("Bitrix24:AllowInsecurePortals", "true");
        yield return KeyValuePair.Create<string, string?>("Outbound:AllowPrivateHosts", "true");
        if (cloud is not null)
            yield return KeyValuePair.Create<string, string?>("Bitrix24:AuthorizationServers:0", cloud.Authorization.BaseUrl);
    }
}
