using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>How long things are kept, and how they go before their time.</summary>
internal static class KeepingRegistration
{
    internal static IServiceCollection AddKeeping(this IServiceCollection services)
    {
        services.AddSettings<RetentionOptions>(RetentionOptions.Section);
        services.AddSingleton<SpoolLeftovers>().AddSingleton<NumberTraces>();
        services.AddSingleton<Retention>().AddHostedService<RetentionLoop>();
        services.AddSingleton<PortalPurge>().AddHostedService<PortalPurgeLoop>().AddSingleton<BooksComparison>();
        return services.AddSingleton<ErasedNumbers>().AddSingleton<StopList>().AddSingleton<StopListBook>().AddSingleton<Erasure>();
    }
}
