using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Gateways;

/// <summary>Makes the gateways known to a host.</summary>
public static class GatewayRegistration
{
    /// <summary>Registers <see cref="GatewayCatalog"/> and every kind of gateway. Needs a <see cref="TimeProvider"/> and logging.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="reachOf">Reads the switches <c>Outbound:…</c>, once.</param>
    public static IServiceCollection AddGateways(this IServiceCollection services, Func<IServiceProvider, OutboundReach> reachOf)
    {
        services.AddSingleton(host => new GatewayRoom(
            reachOf(host), host.GetRequiredService<TimeProvider>(), host.GetRequiredService<ILoggerFactory>()));
        foreach (var create in GatewayCatalog.Standard)
            services.AddSingleton(host => create(host.GetRequiredService<GatewayRoom>()));
        return services.AddSingleton<GatewayCatalog>();
    }
}
