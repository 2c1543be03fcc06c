using System.Runtime.InteropServices;
using OlConnector.Harness.Verification;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>Plays worlds: sets one up, lets a drama happen, waits until all is quiet, has it judged.</summary>
public sealed class Stage(Arguments arguments, TextWriter output, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Why a mode is not played.</summary>
    public const string NoPostgres = "PostgreSQL's server is not installed here";

    private const int MostStories = 3;

    /// <summary>Whoever waits for more wants to see it go on.</summary>
    private const int ManyRounds = 20;

    private static readonly TimeSpan TellingPatience = TimeSpan.FromSeconds(20);

    /// <summary>A claim of a node that died lasts twenty seconds longer than the receiver's time.</summary>
    private static readonly TimeSpan DeliveringPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(25);

    private readonly List<PosixSignalRegistration> _signals = [];
    private Task<PostgresServer?>? _postgres;

    /// <summary>What the command line asked for.</summary>
    public Arguments Arguments => arguments;

    /// <summary>The clock that measures.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The usual world on the database that was asked for.</summary>
    public async Task<WorldSettings> UsualAsync() =>
        arguments.OnPostgres ? await OnPostgresAsync() : new WorldSettings { Keeps = arguments.Keeps };

    /// <summary>The usual world on a PostgreSQL database of its own.</summary>
    public async Task<WorldSettings> OnPostgresAsync() => new()
    {
        Keeps = arguments.Keeps,
        Product = new Dictionary<string, string>
        {
            ["Database:Provider"] = "PostgreSql",
            ["Database:Writers"] = "3",
            [WorldSettings.ConnectionString] =
                await (await PostgresAsync() ?? throw new InvalidOperationException(NoPostgres)).NewDatabaseAsync(),
            ["Secrets:MasterKey"] = "a master key for the harness, long enough",
        },
    };

    /// <summary>The run's PostgreSQL, started when it is first asked for; null where it is not installed.</summary>
    public Task<PostgresServer?> PostgresAsync() => _postgres ??= StartPostgresAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _signals.ForEach(signal => signal.Dispose());
        if (_postgres is not null && await _postgres is { } server) await server.DisposeAsync();
    }

    /// <summary>Says something to whoever watches.</summary>
    public Task SayAsync(string line) => output.WriteLineAsync(line);

    /// <summary>Waits on the true clock.</summary>
    public Task WaitAsync(TimeSpan time) => Task.Delay(time, clock);

    /// <summary>Waits a drawn time between two bounds, in milliseconds.</summary>
    public Task WaitAsync(Random chance, int from, int to) => Task.Delay(TimeSpan.FromMilliseconds(chance.Next(from, to)), clock);

    /// <summary>
    /// One world. The drama starts the nodes it needs and leaves at least one alive; it adds what a person should know to the notes.
    /// </summary>
    public async Task<Outcome> PlayAsync(
        string name, int seed, int rounds, WorldSettings settings,
        Func<World, Random, List<string>, Task> drama, List<Takeover>? takeovers = null)
    {
        await using var world = new World(settings, seed, clock);
        var notes = new List<string>();
        await drama(world, new Random(seed), notes);
        await world.DrainAsync(DrainPatience);
        var evidence = world.AwaitsTellings || settings.HasWebhooks
            ? await world.ToldAsync(settings.HasWebhooks ? DeliveringPatience : TellingPatience)
            : await world.EvidenceAsync();
        takeovers?.AddRange(Takeovers.Of(evidence));
        var outcome = Outcome.Of(name, rounds, evidence, notes);
        if (arguments.Rounds > ManyRounds) await SayAsync(outcome.ToString());
        if (outcome.Findings.Count > 0 && settings.Defect is null) await TellStoriesAsync(world, evidence, outcome, seed);
        return outcome;
    }

    /// <summary>Nodes end with the harness by themselves; a server does not, so whoever stops the harness stops it too.</summary>
    private async Task<PostgresServer?> StartPostgresAsync()
    {
        var server = await PostgresServer.StartAsync();
        if (server is null) return null;
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP })
            _signals.Add(PosixSignalRegistration.Create(signal, _ => server.DisposeAsync().AsTask().GetAwaiter().GetResult()));
        return server;
    }

    /// <summary>Everything about the first messages that something is held against.</summary>
    private async Task TellStoriesAsync(World world, Evidence evidence, Outcome outcome, int seed)
    {
        await SayAsync($"!! {outcome.Name}, seed {seed}: {outcome.Findings.Count} findings");
        foreach (var finding in outcome.Findings.Take(MostStories))
        {
            await SayAsync($"   {finding}");
            if (finding.MessageId is not { } id) continue;
            foreach (var offer in evidence.Offers.Where(offer => offer.Id == id)) await SayAsync($"     offered  {offer}");
            foreach (var send in evidence.Sends.Where(send => send.PortalMessageId == id)) await SayAsync($"     sink     {send}");
            await SayAsync($"     books    {await world.StoryAsync(id)}");
        }
    }
}
