using System.Globalization;
using OlConnector.Harness.Load;
using OlConnector.Harness.Sink;
using OlConnector.Harness.Verification;

namespace OlConnector.Harness.Worlds;

/// <summary>
/// One installation of the product with everybody around it: callers, gateway,
/// portals. Its journals live here, so that no node's death takes them along.
/// </summary>
public sealed class World : IAsyncDisposable
{
    internal const string OperatorToken = "operator-token-of-the-harness";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly WorldSettings _settings;
    private readonly TimeProvider _clock;
    private readonly OfferJournal _offers = new();
    private readonly List<long> _disruptions = [];
    private readonly Dictionary<long, IReadOnlySet<string>> _inHand = [];
    private readonly List<long> _thaws = [];
    private readonly Dictionary<int, NodeProcess> _nodes = [];
    private readonly Dictionary<int, int> _ports = [];
    private readonly BooksReader _books;
    private readonly string _folder;
    private bool _isSeeded;
    private int _asked;

    public World(WorldSettings settings, int seed, TimeProvider clock)
    {
        (_settings, _clock, Plan) = (settings, clock, WorldPlan.Of(seed));
        _folder = settings.Folder ?? Directory.CreateTempSubdirectory("olc-harness-").FullName;
        Sink = new GatewaySink(new SinkJournal(), seed, clock) { Faults = settings.Faults };
        Portal = new PortalEnd(clock);
        Receiver = new WebhookEnd(seed, clock);
        Generator = new Generator(Plan, _offers, NodeToAsk, settings.Load, seed, clock);
        Mailer = new Mailer(Plan, _offers, NodeToAsk, seed, clock);
        _books = new BooksReader(Plan, OperatorToken, clock);
    }

    /// <summary>Who lives here.</summary>
    public WorldPlan Plan { get; }

    /// <summary>The gateway's end.</summary>
    public GatewaySink Sink { get; }

    /// <summary>The portals' end.</summary>
    public PortalEnd Portal { get; }

    /// <summary>The end of the portals' webhooks.</summary>
    public WebhookEnd Receiver { get; }

    /// <summary>The callers.</summary>
    public Generator Generator { get; }

    /// <summary>Those who bring mailings from tables.</summary>
    public Mailer Mailer { get; }

    /// <summary>What was offered so far.</summary>
    public IReadOnlyList<Offer> Offers => _offers.All;

    /// <summary>The world is not over before its portals were told every final status.</summary>
    public bool AwaitsTellings { get; set; }

    /// <summary>The nodes' wires to their database, where they can be cut.</summary>
    public Wires? Wires { get; set; }

    /// <summary>The node's process; it was started before.</summary>
    public NodeProcess Node(int index = 0) => _nodes[index];

    /// <summary>Starts a node and does not wait. The first start of a world puts portals and lines into the books.</summary>
    public NodeProcess BeginNode(int index = 0, NodeWish? wish = null)
    {
        var port = _ports.TryGetValue(index, out var known) ? known : _ports[index] = Ports.Next();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"node{index}")).FullName;
        // Nodes of one database have to read each other's secrets: they share the key ring.
        var keys = Path.Combine(folder, "keys");
        if (index > 0 && !Path.Exists(keys)) Directory.CreateSymbolicLink(keys, Path.Combine(_folder, "node0", "keys"));
        return _nodes[index] = NodeProcess.Begin(
            SettingsOf(index, url, folder, wish ?? new NodeWish()), url,
            Path.Combine(_folder, $"node{index}.json"), _settings.Environment, _clock);
    }

    /// <summary>Starts a node and waits until it serves.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public async Task<NodeProcess> StartNodeAsync(int index = 0, NodeWish? wish = null)
    {
        var node = BeginNode(index, wish);
        if (!await node.ReadyAsync())
            throw new InvalidOperationException($"Node {index} did not start; its log is {LogOf(index)}:\n{await LastOfLogAsync(index)}");
        _isSeeded = true;
        return node;
    }

    /// <summary>Kills a node.</summary>
    public async Task KillAsync(int index = 0)
    {
        await _nodes[index].KillAsync();
        NoteDisruption();
    }

    /// <summary>A node was killed, frozen or cut off just now.</summary>
    public void NoteDisruption() => _disruptions.Add(_clock.GetTimestamp());

    /// <summary>The same, with which lines somebody had in hand at that moment. Only where nodes have wires.</summary>
    public async Task NoteDropoutAsync()
    {
        NoteDisruption();
        var (moment, lines) = (_disruptions[^1], await Wires!.LinesInHandAsync());
        _inHand[moment] = Plan.Lines.Where(line => lines.Contains(line.Id)).Select(line => line.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A frozen node goes on just now.</summary>
    public void NoteThaw() => _thaws.Add(_clock.GetTimestamp());

    /// <summary>
    /// Waits until the portals know every final status or the patience is over. What is judged has to be what was looked at last: a report
    /// of delivery that comes a moment later is another message to tell.
    /// </summary>
    public async Task<Evidence> ToldAsync(TimeSpan patience)
    {
        var started = _clock.GetTimestamp();
        while (true)
        {
            var evidence = await EvidenceAsync();
            var isOver = !Tellings.Missing(evidence).Any() && !WebhookTellings.Missing(evidence).Any();
            if (isOver || _clock.GetElapsedTime(started) >= patience) return evidence;
            await Task.Delay(BetweenLooks * 5, _clock);
        }
    }

    /// <summary>
    /// Stops the callers, calms the gateway, and waits until nothing waits any more. A slow machine
    /// may take its time: the patience is for standing still, not for going slowly.
    /// </summary>
    public async Task DrainAsync(TimeSpan patience)
    {
        await Generator.StopAsync();
        await Mailer.StopAsync();
        Sink.Faults = FaultPlan.Calm;
        var (movedAt, fewest) = (_clock.GetTimestamp(), long.MaxValue);
        while (_clock.GetElapsedTime(movedAt) < patience)
        {
            if (await _books.WaitingAsync(LivingNode()) is { } waiting && waiting < fewest)
                (movedAt, fewest) = (_clock.GetTimestamp(), waiting);
            if (fewest == 0) return;
            await Task.Delay(BetweenLooks, _clock);
        }
    }

    /// <summary>Waits until so many sends have reached the sink, at most for the patience.</summary>
    public async Task SentAsync(int sends, TimeSpan patience)
    {
        var started = _clock.GetTimestamp();
        while (Sink.Journal.Count < sends && _clock.GetElapsedTime(started) < patience) await Task.Delay(BetweenLooks / 4, _clock);
    }

    /// <summary>Messages that still wait; null when the books cannot be asked.</summary>
    public Task<long?> WaitingAsync() => _books.WaitingAsync(LivingNode());

    /// <summary>Everything that is known now.</summary>
    public async Task<Evidence> EvidenceAsync() => new()
    {
        Lines = [.. Plan.Lines],
        Books = await _books.ReadAsync(LivingNode()),
        Offers = _offers.All,
        Sends = Sink.Journal.All,
        Denied = Sink.Journal.Denied,
        Disruptions = [.. _disruptions],
        InHand = _inHand,
        Thaws = [.. _thaws],
        Told = AwaitsTellings ? Portal.Told : null,
        Mailings = await ReportedAsync(),
        Events = _settings.HasWebhooks ? Receiver.Heard : null,
        TicksPerSecond = _clock.TimestampFrequency,
    };

    private async Task<IReadOnlyList<OwnMailing>> ReportedAsync()
    {
        foreach (var mailing in Mailer.Mailings) mailing.Reported = await Mailer.ReportedAsync(mailing);
        return Mailer.Mailings;
    }

    /// <summary>What the books say about one message.</summary>
    public Task<string> StoryAsync(string portalMessageId) => _books.StoryAsync(LivingNode(), portalMessageId);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Generator.DisposeAsync();
        await Mailer.DisposeAsync();
        foreach (var node in _nodes.Values) await node.DisposeAsync();
        await Sink.DisposeAsync();
        await Portal.DisposeAsync();
        await Receiver.DisposeAsync();
        _books.Dispose();
        if (!_settings.Keeps && _settings.Folder is null) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Callers go round all nodes, dead ones included: nobody tells Bitrix24 that one is down.</summary>
    private string? NodeToAsk()
    {
        var nodes = _nodes.Values.ToArray();
        return nodes.Length == 0 ? null : nodes[Interlocked.Increment(ref _asked) % nodes.Length].Url;
    }

    private string LivingNode() => _nodes.Values.First(node => !node.HasEnded).Url;

    private string LogOf(int index) => Path.Combine(_folder, $"node{index}.log");

    private async Task<string> LastOfLogAsync(int index)
    {
        if (!File.Exists(LogOf(index))) return "(empty)";
        await using var file = new FileStream(LogOf(index), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return string.Join('\n', (await reader.ReadToEndAsync()).Split('\n').TakeLast(30));
    }

    private NodeSettings SettingsOf(int index, string url, string folder, NodeWish wish)
    {
        var product = new Dictionary<string, string>
        {
            ["urls"] = url,
            ["DataDirectory"] = folder,
            ["Bitrix24:ClientId"] = "app.harness",
            ["Bitrix24:ClientSecret"] = "harness-secret",
            ["Bitrix24:PublicUrl"] = url,
            ["Bitrix24:AllowInsecurePortals"] = "true",
            ["Bitrix24:AuthorizationServers:0"] = Portal.Url,
            ["Outbound:AllowPrivateHosts"] = "true",
            ["Operator:Token"] = OperatorToken,
            ["Pacing:MinMarketingInterval"] = "00:00:00.005",
            ["Pacing:MinDirectInterval"] = "00:00:00.005",
            ["Dispatching:ClaimExpiry"] = "00:00:04",
            ["Dispatching:SendTimeout"] = "00:00:01",
            ["Dispatching:FirstRetry"] = "00:00:01",
            ["Dispatching:LongestPause"] = "00:00:01",
            ["Dispatching:MaxRetries"] = "20",
            ["Guard:Policy"] = "warn",
        };
        foreach (var (name, value) in _settings.Product.Concat(_settings.OfNode?.Invoke(index) ?? new Dictionary<string, string>())
            .Concat(wish.Product ?? new Dictionary<string, string>()))
            product[name] = value;
        return new NodeSettings
        {
            Product = product,
            Seed = _isSeeded ? null : Plan,
            SinkUrl = Sink.Url,
            PortalUrl = Portal.Url,
            WebhookUrl = _settings.HasWebhooks ? Receiver.Url : null,
            LogFile = LogOf(index),
            DiesAt = wish.DiesAt,
            Defect = _settings.Defect,
            ClockOffset = wish.ClockOffset,
            ClockRate = _settings.ClockRate,
        };
    }
}
