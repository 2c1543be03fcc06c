using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OlConnector.Sandbox.Wire;

/// <summary>One web server on a loopback port of its own: the authorization server, a portal, the phone network are one each.</summary>
public sealed class LocalSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _closing;

    private LocalSite(WebApplication app, CancellationTokenSource closing, int port)
    {
        _app = app;
        _closing = closing;
        Port = port;
    }

    /// <summary>The port that was bound.</summary>
    public int Port { get; }

    /// <summary>Binds and serves. Port 0 takes any free one; with a certificate it speaks TLS.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LocalSite> StartAsync(
        int port, Func<HttpContext, CancellationToken, Task> serve, CancellationToken ct, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listener =>
            {
                if (certificate is not null)
                    listener.UseHttps(certificate);
            });
        });
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var closing = new CancellationTokenSource();
        app.Run(http => ServeAsync(serve, http, closing.Token));
        await app.StartAsync(ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new LocalSite(app, closing, new Uri(address).Port);
    }

    /// <summary>Cuts hanging answers short, then frees the port: from now on connections are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private static async Task ServeAsync(Func<HttpContext, CancellationToken, Task> serve, HttpContext http, CancellationToken closing)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, closing);
        try
        {
            await serve(http, gone.Token);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    /// <summary>Signals to the process are its owner's business; a site ends when it is disposed.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
