namespace OlConnector.Composing;

/// <summary>From an accepted message to a queued one.</summary>
internal static class ComposingRegistration
{
    internal static IServiceCollection AddComposing(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<ComposingHealth>("composing");
        return services.AddSingleton<Admission>().AddSingleton<FieldLookups>().AddSingleton<NumberLookups>().AddSingleton<AdmissionAlarms>()
            .AddSingleton<OwnTexts>().AddSingleton<Composer>().AddSingleton<Repricing>()
            .AddHostedService<ComposingLoop>();
    }
}
