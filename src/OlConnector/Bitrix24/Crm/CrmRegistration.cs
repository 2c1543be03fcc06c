
namespace OlConnector.Bitrix24.Crm;

/// <summary>The look-up of clients for personal letters.</summary>
internal static class CrmRegistration
{
    internal static IServiceCollection AddCrm(this IServiceCollection services)
    {
        services.AddSingleton<CrmCalls>().AddSingleton<CardReader>().AddSingleton<PhoneSearch>().AddSingleton<CrmCache>();
        return services.AddSingleton(world => new CrmDirectory(
            world.GetRequiredService<CardReader>(), world.GetRequiredService<PhoneSearch>(), world.GetRequiredService<CrmCache>()));
    }
}
