using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>The databases, their one writer, and how settings are read.</summary>
internal static class StorageRegistration
{
    internal static IServiceCollection AddStorage(this IServiceCollection services, ConfigurationManager settings)
    {
        services.AddSettings<DatabaseOptions>(DatabaseOptions.Section);
        services.AddSingleton(_ => new DataDirectory(settings["DataDirectory"] ?? "data"));
        services.AddSingleton<Database>(world => world.GetRequiredService<IOptions<DatabaseOptions>>().Value is { IsPostgreSql: true } shared
            ? new PostgreSqlDatabase(shared)
            : new SqliteDatabase(world.GetRequiredService<IOptions<DatabaseOptions>>().Value, world.GetRequiredService<DataDirectory>()));
        return services.AddSingleton<Writer>().AddSingleton<Migrator>().AddSingleton<AuditTrail>();
    }

    /// <summary>A room's settings, checked at the start.</summary>
    internal static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section) where T : class
    {
        services.AddSingleton<IValidateOptions<T>, SettingsRules<T>>();
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }
}
