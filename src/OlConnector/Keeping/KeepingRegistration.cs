namespace OlConnector.Keeping;

/// <summary>How long things are kept, and how they go before their time.</summary>
internal static class KeepingRegistration
{
    internal static IServiceCollection AddKeeping(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<Retention>().AddSingleton<ErasedNumbers>().AddSingleton<Erasure>().AddHostedService<RetentionLoop>();
    }
}
