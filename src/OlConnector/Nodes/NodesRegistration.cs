using Microsoft.Extensions.DependencyInjection.Extensions;
using OlConnector.Storage;

namespace OlConnector.Nodes;

/// <summary>One node or several: which database it is decides.</summary>
internal static class NodesRegistration
{
    internal static IServiceCollection AddNodes(this IServiceCollection services) =>
        services.AddSingleton<Leases>().AddSingleton<Revisions>();

    /// <summary>
    /// On a shared database the machine's clock is corrected by it. A clock that was passed in is nobody's wall clock and stays as it is.
    /// </summary>
    internal static void ShareClock(this IServiceCollection services, ConfigurationManager settings)
    {
        var options = settings.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var clock = services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance;
        if (!options.IsPostgreSql || clock != TimeProvider.System) return;
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new DatabaseClock(TimeProvider.System)));
    }
}
