namespace OlConnector.Hooks;

/// <summary>Callbacks of gateways.</summary>
internal static class HooksRegistration
{
    internal static IServiceCollection AddHooks(this IServiceCollection services) =>
        services.AddSingleton<CallbackTaking>();
}
