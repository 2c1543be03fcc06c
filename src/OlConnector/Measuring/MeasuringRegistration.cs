using Microsoft.Extensions.Options;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace OlConnector.Measuring;

/// <summary>Metrics by OpenTelemetry, to a collector or for Prometheus. Where nobody reads, nothing is measured.</summary>
internal static class MeasuringRegistration
{
    private static readonly PathString Address = "/metrics";

    /// <summary>Pauses between sends of a line, from the shortest that an official gateway may have to an hour, in seconds.</summary>
    private static readonly double[] GapBounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 20, 30, 60, 120, 300, 600, 3600];

    /// <summary>Metrics with a label for each line.</summary>
    private static readonly string[] OfLines = ["olconnector.line.depth", "olconnector.line.oldest.age", "olconnector.line.next"];

    internal static IServiceCollection AddMeasuring(this IServiceCollection services, ConfigurationManager settings)
    {
        services.AddSettings<MetricsOptions>(MetricsOptions.Section);
        var options = settings.GetSection(MetricsOptions.Section).Get<MetricsOptions>() ?? new MetricsOptions();
        if (!options.IsOn) return services;
        services.AddOpenTelemetry().WithMetrics(metrics => Configure(metrics, options));
        services.AddSingleton<StandingReader>().AddSingleton<Gauges>();
        return services.AddHostedService<MeasuringLoop>();
    }

    /// <summary>The address for Prometheus, where there is a token for it.</summary>
    internal static WebApplication UseMeasuring(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Token is not { Length: > 0 } token) return app;
        app.MapWhen(http => http.Request.Path == Address, branch =>
        {
            branch.Use((http, next) => KeepOutAsync(http, next, token));
            branch.UseOpenTelemetryPrometheusScrapingEndpoint(_ => true);
        });
        return app;
    }

    private static Task KeepOutAsync(HttpContext http, RequestDelegate next, string token)
    {
        if (BearerToken.Of(http.Request) is { } given && SecretKey.AreEqual(given, token)) return next(http);
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static void Configure(MeterProviderBuilder metrics, MetricsOptions options)
    {
        metrics.AddMeter(Meters.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation();
        // Hosts that are called are portals, gateways and receivers of customers, and there are as many as customers.
        metrics.AddView("http.client.*", Only("http.request.method", "http.response.status_code", "error.type"));
        metrics.AddView("dns.lookup.duration", Only("error.type"));
        foreach (var name in OfLines) metrics.AddView(name, new MetricStreamConfiguration { CardinalityLimit = options.Series });
        metrics.AddView(Meters.Failures.Name, new MetricStreamConfiguration { CardinalityLimit = options.Series });
        metrics.AddView(
            Meters.Gaps.Name, new ExplicitBucketHistogramConfiguration { Boundaries = GapBounds, CardinalityLimit = options.Series });
        if (!string.IsNullOrEmpty(options.Token)) metrics.AddPrometheusExporter();
        if (!string.IsNullOrEmpty(options.OtlpEndpoint))
            metrics.AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) = (
                new Uri(options.OtlpEndpoint),
                options.OtlpProtocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf));
    }

    private static MetricStreamConfiguration Only(params string[] labels) => new() { TagKeys = labels };
}
