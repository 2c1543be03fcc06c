using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using OlConnector.Storage;

namespace OlConnector.Secrets;

/// <summary>
/// Where the keys lie that encrypt secrets (design.md §4.19): files on SQLite, a table on PostgreSQL; wrapped wherever there is a master
/// key.
/// </summary>
internal static class SecretsRegistration
{
    internal const string KeyFolder = "keys";

    internal static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddSettings<SecretsOptions>(SecretsOptions.Section)
            .Validate<IOptions<DatabaseOptions>>(
                (secrets, database) => !database.Value.IsPostgreSql || !string.IsNullOrEmpty(secrets.MasterKey),
                "Secrets:MasterKey is needed with PostgreSql: a passphrase of at least 32 characters, the same on all nodes, "
                + "kept apart from backups.");
        services.AddSingleton<SecretBox>().AddSingleton<MasterKey>();
        services.AddDataProtection().SetApplicationName("OlConnector");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            world => new ConfigureOptions<KeyManagementOptions>(ring => Configure(ring, world)));
        return services;
    }

    /// <summary>
    /// Has the first node make the first key while the others wait: two first keys would take two minutes to become known to both.
    /// </summary>
    internal static void OpenKeyRing(this IServiceProvider world)
    {
        if (!world.GetRequiredService<MasterKey>().IsSet)
            world.GetRequiredService<ILogger<SecretBox>>().KeysUnwrapped(world.GetRequiredService<DataDirectory>().File(KeyFolder));
        if (!world.GetRequiredService<Database>().IsShared) return;
        world.GetRequiredService<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            _ = world.GetRequiredService<SecretBox>().Protect("");
        }).GetAwaiter().GetResult();
    }

    private static void Configure(KeyManagementOptions ring, IServiceProvider world)
    {
        var (database, master) = (world.GetRequiredService<Database>(), world.GetRequiredService<MasterKey>());
        ring.XmlRepository = database.IsShared
            ? new KeyTable(database)
            : new FileSystemXmlRepository(Folder(world.GetRequiredService<DataDirectory>()), world.GetRequiredService<ILoggerFactory>());
        if (master.IsSet) ring.XmlEncryptor = new MasterKeyWrap(master);
    }

    private static DirectoryInfo Folder(DataDirectory directory) =>
        DataDirectory.Private(Directory.CreateDirectory(directory.File(KeyFolder)));
}
