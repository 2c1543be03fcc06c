using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Node;

/// <summary>
/// The child process: the product's own host with its settings, a log, and what
/// this round wants broken. The only part that knows the product.
/// </summary>
internal static class NodeHost
{
    private const double TooFast = 1.5;

    internal static async Task RunAsync(string settingsFile, TimeProvider real)
    {
        var settings = JsonSerializer.Deserialize<NodeSettings>(await File.ReadAllTextAsync(settingsFile))!;
        var clock = new SteppedClock(real, TimeSpan.FromSeconds(settings.ClockOffset),
            settings.Defect == Defect.Early ? TooFast : settings.ClockRate);
        var points = new FailPoints(settings.DiesAt);
        points.WatchMigrations();
        await using var app = OlConnectorHost.Build([], builder => Customise(builder, settings, clock, points));
        await Seeding.RunAsync(app.Services, settings);
        await app.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        // The console reads synchronously whatever it is asked.
        await Task.WhenAny(app.WaitForShutdownAsync(), Task.Run(() => ObeyAsync(clock)));
    }

    private static void Customise(WebApplicationBuilder builder, NodeSettings settings, SteppedClock clock, FailPoints points)
    {
        builder.Configuration.AddInMemoryCollection(
            settings.Product.Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value)));
        builder.Logging.ClearProviders().AddProvider(new NodeLog(settings.LogFile, clock)).SetMinimumLevel(LogLevel.Warning);
        if (settings.DiesAt is not null) builder.Logging.AddProvider(points).AddFilter<FailPoints>("OlConnector", LogLevel.Debug);
        builder.Logging.AddFilter<NodeLog>("OlConnector", LogLevel.Information);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Host.UseServiceProviderFactory(new Wrapping(points, settings.Defect));
        if (settings.Defect is Defect.Lose or Defect.AckBeforeCommit)
            builder.Services.AddSingleton<IStartupFilter>(new BrokenDoor(settings.Defect.Value, clock));
    }

    /// <summary>Takes orders until the input ends, and the process with it.</summary>
    private static async Task ObeyAsync(SteppedClock clock)
    {
        while (await Console.In.ReadLineAsync() is { } order)
        {
            switch (order.Split(' '))
            {
                case ["step", var seconds]:
                    clock.Step(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
                    await Console.Out.WriteLineAsync("stepped");
                    break;
                case ["memory"]:
                    await Console.Out.WriteLineAsync(GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
                    break;
            }
        }
    }
}
