using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>The databases, their one writer, and how settings are read.</summary>
internal static class StorageRegistration
{
    internal static IServiceCollection AddStorage(this IServiceCollection services, ConfigurationManager settings)
    {
        services.AddSettings<DatabaseOptions>(DatabaseOptions.Section);
        services.AddSingleton<IValidateOptions<DatabaseOptions>, SectionNames>();
        services.AddSingleton(_ => new DataDirectory(settings["DataDirectory"] ?? "data"));
        services.AddSingleton(OpenDatabase);
        return services.AddSingleton<Writer>().AddSingleton<Migrator>().AddSingleton<AuditTrail>();
    }

    private static Database OpenDatabase(IServiceProvider world)
    {
        var options = world.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        return options.IsPostgreSql
            ? new PostgreSqlDatabase(options)
            : new SqliteDatabase(options, world.GetRequiredService<DataDirectory>());
    }

    /// <summary>A room's settings, checked at the start.</summary>
    internal static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section) where T : class
    {
        services.AddSingleton(new KnownSection(section)).AddSingleton<IValidateOptions<T>, SettingsRules<T>>();
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }
}
