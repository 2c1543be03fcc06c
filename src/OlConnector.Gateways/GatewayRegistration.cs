using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Gateways;

/// <summary>Makes the gateways known to a host.</summary>
public static class GatewayRegistration
{
    /// <summary>Registers <see cref="GatewayCatalog"/> and every kind of gateway. Needs a <see cref="TimeProvider"/> and logging.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="privateHosts">Reads which private hosts are open, once.</param>
    public static IServiceCollection AddGateways(this IServiceCollection services, Func<IServiceProvider, PrivateHosts> privateHosts)
    {
        services.AddSingleton(host => new GatewayRoom(
            privateHosts(host), host.GetRequiredService<TimeProvider>(), host.GetRequiredService<ILoggerFactory>()));
        foreach (var create in GatewayCatalog.Standard)
            services.AddSingleton(host => create(host.GetRequiredService<GatewayRoom>()));
        return services.AddSingleton<GatewayCatalog>();
    }
}
