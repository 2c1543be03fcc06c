using Microsoft.Extensions.Options;
using OlConnector.Api;
using OlConnector.Bitrix24;
using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Gateways;
using OlConnector.Hooks;
using OlConnector.Intake;
using OlConnector.Keeping;
using OlConnector.Lines;
using OlConnector.Measuring;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Web;
using OlConnector.Webhooks;

namespace OlConnector;

/// <summary>Builds the product. The sandbox and the tests start the same host with their own clock and settings.</summary>
public static class OlConnectorHost
{
    /// <summary>
    /// How long a stop may take: callers that are being answered, then sends under way (<see cref="DispatchLoop.StopWithin"/>), then what
    /// waits to be written.
    /// </summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    /// <summary>The whole product, ready to run.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="customise">Changes settings and services before the host is built.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? customise = null)
    {
        // No setting changes while it runs; a watch on the folder would see each write to the database beside it.
        var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        builder.Services.AddSingleton(TimeProvider.System);
#pragma warning disable RS0030 // the one place where chance comes from
        builder.Services.AddSingleton(Random.Shared);
#pragma warning restore RS0030
        // The framework's own lines name whole URLs, and ours carry keys.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // A start that fails is told once, by Program.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        customise?.Invoke(builder);
        builder.Services.ShareClock(builder.Configuration);

        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddSecrets();
        builder.Services.AddQueue();
        builder.Services.AddNodes();
        builder.Services.AddKeeping();
        builder.Services.AddLines();
        builder.Services.AddWeb();
        builder.Services.AddBitrix24();
        builder.Services.AddGateways(services => services.GetRequiredService<IOptions<OutboundOptions>>().Value.Reach);
        builder.Services.AddSending();
        builder.Services.AddCampaigns();
        builder.Services.AddComposing();
        builder.Services.AddIntake();
        builder.Services.AddHooks();
        builder.Services.AddWebhooks();
        builder.Services.AddMeasuring(builder.Configuration);
        builder.Services.AddApi();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);

        var app = builder.Build();
        var migrator = app.Services.GetRequiredService<Migrator>();
        migrator.Migrate();
        migrator.RefuseMoved();
        app.Services.GetRequiredService<Neighbours>().AdjustClock();
        app.Services.OpenKeyRing();
        app.Services.GetRequiredService<LineDirectory>().ReadAllAsync().GetAwaiter().GetResult();
        app.Services.GetRequiredService<WebhookListeners>().RefreshAsync().GetAwaiter().GetResult();
        app.Services.SayIfQuiet();
        app.UseWeb();
        app.UseMeasuring();
        app.MapApi();
        app.MapControllers();
        return app;
    }
}
