using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>How long things are kept, and how they go before their time.</summary>
internal static class KeepingRegistration
{
    internal static IServiceCollection AddKeeping(this IServiceCollection services)
    {
        services.AddSettings<RetentionOptions>(RetentionOptions.Section);
        services.AddSingleton<Retention>().AddSingleton<ErasedNumbers>().AddSingleton<Erasure>();
        return services.AddHostedService<RetentionLoop>().AddHostedService<BooksWatch>();
    }
}
