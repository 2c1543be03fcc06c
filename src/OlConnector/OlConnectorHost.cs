using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;
using OlConnector.Api;
using OlConnector.Bitrix24;
using OlConnector.Dispatching;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Quotas;
using OlConnector.Gateways;
using OlConnector.Intake.Spooling;
using OlConnector.Keeping;
using OlConnector.KeyRing;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Storage;

namespace OlConnector;

/// <summary>Builds the product. The sandbox and the tests start the same host with their own clock and settings.</summary>
public static class OlConnectorHost
{
    /// <summary>How long a stop may take: callers that are being answered, then sends under way (<see cref="DispatchLoop.StopWithin"/>), then what waits to be written.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    /// <summary>The whole product, ready to run.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="customise">Changes settings and services before the host is built.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? customise = null)
    {
        var builder = WebApplication.CreateBuilder(args);
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
        builder.Services.AddKeyRing();
        builder.Services.AddNodes();
        builder.Services.AddSettings();
        builder.Services.AddGateways(services => services.GetRequiredService<IOptions<OutboundOptions>>().Value.AllowPrivateHosts);
        builder.Services.AddQueue();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.Services.AddKeeping();
        builder.Services.AddBitrix24();
        builder.Services.AddWeb();
        builder.Services.AddApi();

        var app = builder.Build();
        app.Services.GetRequiredService<Migrator>().Migrate();
        app.Services.GetRequiredService<Neighbours>().AdjustClock();
        app.Services.OpenKeyRing();
        app.Services.GetRequiredService<LineDirectory>().ReadAsync().GetAwaiter().GetResult();
        app.UseApi();
        app.MapControllers();
        return app;
    }

    private static void AddStorage(this IServiceCollection services, ConfigurationManager settings)
    {
        services.AddSingleton(_ => new DataDirectory(settings["DataDirectory"] ?? "data"));
        services.AddSingleton<Database>(world => world.GetRequiredService<IOptions<DatabaseOptions>>().Value is { IsPostgreSql: true } shared
            ? new PostgreSqlDatabase(shared)
            : new SqliteDatabase(world.GetRequiredService<IOptions<DatabaseOptions>>().Value, world.GetRequiredService<DataDirectory>()));
        services.AddSingleton<Writer>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<Secrets>();
    }

    private static void AddSettings(this IServiceCollection services)
    {
        services.AddSettings<DatabaseOptions>(DatabaseOptions.Section);
        services.AddSettings<Bitrix24Options>(Bitrix24Options.Section);
        services.AddSettings<OutboundOptions>(OutboundOptions.Section);
        services.AddSettings<PacingOptions>(PacingOptions.Section);
        services.AddSettings<DispatchingOptions>(DispatchingOptions.Section);
        services.AddSettings<StatusPollingOptions>(StatusPollingOptions.Section);
        services.AddSettings<NumberCheckOptions>(NumberCheckOptions.Section);
        services.AddSettings<DemoOptions>(DemoOptions.Section);
        services.AddSettings<SpoolOptions>(SpoolOptions.Section);
        services.AddSettings<GuardOptions>(GuardOptions.Section);
        services.AddSettings<CampaignOptions>(CampaignOptions.Section);
    }

    private static void AddSettings<T>(this IServiceCollection services, string section) where T : class
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
    }

    private static void AddWeb(this IServiceCollection services) =>
        services.AddControllers().AddApplicationPart(typeof(OlConnectorHost).Assembly).AddNewtonsoftJson(json => Configure(json.SerializerSettings));

    /// <summary>The one form of JSON in this house: camelCase, enums as words, times with zone.</summary>
    internal static void Configure(JsonSerializerSettings json)
    {
        json.ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy(processDictionaryKeys: false, overrideSpecifiedNames: false) };
        json.Converters.Add(new StringEnumConverter(new CamelCaseNamingStrategy()));
        json.DateParseHandling = DateParseHandling.DateTimeOffset;
        json.MaxDepth = 32;
    }
}
