using Microsoft.Extensions.DependencyInjection.Extensions;
using OlConnector.Bitrix24.Rest;

namespace OlConnector.Bitrix24.Reports;

/// <summary>Everything that tells a portal what became of its messages.</summary>
internal static class ReportsRegistration
{
    internal static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddPortalRest();
        services.AddSingleton<ReportOutbox>().AddSingleton<PortalTelling>();
        services.AddSingleton(world => new StatusReporter(
            world.GetRequiredService<ReportOutbox>(), world.GetRequiredService<PortalTelling>(), world.GetRequiredService<PortalStanding>(),
            world.GetRequiredService<Wakeups>(), world.GetRequiredService<TimeProvider>(), world.GetRequiredService<ILogger<StatusReporter>>()));
        return services.AddHostedService<StatusReportLoop>();
    }

    /// <summary>The client for portals, once however many rooms ask for it.</summary>
    internal static IServiceCollection AddPortalRest(this IServiceCollection services)
    {
        services.TryAddSingleton<PortalHost>();
        services.TryAddSingleton<PortalWire>();
        services.TryAddSingleton<PortalTraffics>();
        services.TryAddSingleton<AuthorizationClient>();
        services.TryAddSingleton<PortalLines>();
        services.TryAddSingleton<PortalStanding>();
        services.TryAddSingleton<PortalTokens>();
        services.TryAddSingleton<RestLog>();
        services.TryAddSingleton<PortalCalls>();
        services.TryAddSingleton(world => new PortalClient(
            world.GetRequiredService<PortalTokens>(), world.GetRequiredService<PortalTraffics>(), world.GetRequiredService<PortalStanding>(),
            world.GetRequiredService<PortalCalls>(), world.GetRequiredService<ILogger<PortalClient>>()));
        return services;
    }
}
