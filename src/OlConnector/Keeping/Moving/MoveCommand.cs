using Microsoft.Extensions.Options;
using Npgsql;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Keeping.Moving;

/// <summary><c>dotnet OlConnector.dll move --to CONNECTION</c>: one's own file becomes a database on PostgreSQL.</summary>
internal static class MoveCommand
{
    internal const string Word = "move";

    /// <summary>Moves; answers the exit code.</summary>
    /// <param name="args">What follows the word; settings as the server takes them.</param>
    /// <param name="say">A line for whoever watches.</param>
    internal static int Run(string[] args, Action<string> say)
    {
        try
        {
            var builder = Host.CreateApplicationBuilder(args);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Services.AddSingleton(TimeProvider.System).AddStorage(builder.Configuration).AddSecrets();
            using var world = builder.Build();
            Move(world.Services, builder.Configuration["to"], say);
            return 0;
        }
        catch (Exception refused) when (SentencesOf(refused) is { Count: > 0 } sentences)
        {
            foreach (var sentence in sentences) say(sentence);
            return 1;
        }
    }

    private static void Move(IServiceProvider world, string? to, Action<string> say)
    {
        if (string.IsNullOrWhiteSpace(to))
            throw new MoveRefusedException("Say where to: move --to 'Host=db;Username=olconnector;Password=…;Database=olconnector'.");
        if (world.GetRequiredService<IOptions<DatabaseOptions>>().Value.IsPostgreSql)
            throw new MoveRefusedException(
                "Database:Provider says PostgreSql already; a move begins at SQLite. Leave the setting out until the move is over.");
        var master = world.GetRequiredService<MasterKey>();
        if (!master.IsSet)
            throw new MoveRefusedException(
                "Set Secrets:MasterKey, a passphrase of at least 32 characters: on PostgreSQL the keys lie beside what they encrypt.");
        var target = new PostgreSqlDatabase(new DatabaseOptions { Provider = "PostgreSql", ConnectionString = Unpooled(to) });
        new BooksMove(
            (SqliteDatabase)world.GetRequiredService<Database>(), target, world.GetRequiredService<DataDirectory>(), master,
            world.GetRequiredService<TimeProvider>(), say).Run();
    }

    /// <summary>A connection that was let go is gone, so that those of others can be told from it.</summary>
    private static string Unpooled(string to)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(to) { Pooling = false }.ToString();
        }
        catch (ArgumentException wrong)
        {
            throw new MoveRefusedException($"--to is no connection string of PostgreSQL: {wrong.Message}");
        }
    }

    private static IReadOnlyList<string> SentencesOf(Exception failure) =>
        failure is MoveRefusedException or KeyFileException ? [failure.Message] : StartProblems.Of(failure);
}
