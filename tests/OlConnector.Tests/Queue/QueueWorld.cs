using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Quotas;
using OlConnector.Intake;
using OlConnector.Intake.Spooling;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>
/// The queue on a real database file, without loops: a test takes each step itself and may tear the node down between any two.
/// </summary>
internal sealed class QueueWorld : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly GatewayTraits _traits = new() { Channel = Channel.WhatsApp, IsOfficial = false, MaxTextLength = 4096 };
    private DataDirectory _directory;

    public QueueWorld()
    {
        _directory = new DataDirectory(_folder.Path);
        Open();
        new Migrator(Database, _directory).Migrate();
        Run(turn =>
        {
            using var db = turn.OpenDb();
            db.Portals.Add(new Portal
            {
                Id = PortalId,
                Domain = "demo-olc.bitrix24.ru",
                ClientEndpoint = "https://demo-olc.bitrix24.ru/rest/",
                AuthorizationServer = "https://oauth.bitrix24.tech",
                InstalledAt = Clock.GetUtcNow(),
                Status = "P",
            });
            db.SaveChanges();
        });
    }

    public static PortalId PortalId { get; } = new("3b7f0c9de1a24586b0f7d2c4a9e81635");

    public WatchedClock Clock { get; } = new();
    public DispatchingOptions Dispatching { get; } = new();
    public PacingOptions Pacing { get; } = new();
    public Database Database { get; private set; } = null!;
    public Writer Writer { get; private set; } = null!;
    public LineDue Lines { get; private set; } = null!;
    public Claims Claims { get; private set; } = null!;
    public Settling Settling { get; private set; } = null!;
    public GatewayEvents Events { get; private set; } = null!;
    public MessageMoves Moves { get; private set; } = null!;
    public HoldsBegun Holds { get; private set; } = null!;
    public Acceptance Acceptance { get; private set; } = null!;

    /// <summary>The process dies and another one starts on the same file.</summary>
    public void Crash()
    {
        Writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _directory.Dispose();
        _directory = new DataDirectory(_folder.Path);
        Open();
        Run(turn => Settling.ExpireClaims(turn, all: true, Clock.GetUtcNow()));
    }

    public T Run<T>(Func<WriteTurn, T> work) => Writer.RunAsync(work).GetAwaiter().GetResult();

    public void Run(Action<WriteTurn> work) => Writer.RunAsync(work).GetAwaiter().GetResult();

    public LineId AddLine(Action<Line>? change = null)
    {
        var id = LineId.New(Clock);
        var line = new Line
        {
            PortalId = PortalId,
            Id = id,
            Code = $"olc_{id}",
            Name = "Line",
            GatewayKind = "fake",
            GatewaySettings = "",
            MarketingInterval = TimeSpan.FromSeconds(15),
            DirectInterval = TimeSpan.FromSeconds(0.5),
            HandlerKeyHash = $"h{id}",
            HandlerKey = "",
            HookKeyHash = $"k{id}",
            HookKey = "",
            CreatedAt = Clock.GetUtcNow(),
            Connection = LineConnection.Connected,
            ConnectedAt = Clock.GetUtcNow(),
        };
        change?.Invoke(line);
        Run(turn =>
        {
            using var db = turn.OpenDb();
            db.Lines.Add(line);
            db.SaveChanges();
        });
        return id;
    }

    /// <summary>A message that is already in the queue.</summary>
    public MessageId Enqueue(LineId line, Traffic traffic, string? portalMessageId = null, Guid? campaign = null)
    {
        var (id, now) = (MessageId.New(Clock), Clock.GetUtcNow());
        var incoming = new IncomingMessage(
            PortalId, line, $"olc_{line}", portalMessageId ?? id.ToString(), MessageSource.Direct, traffic,
            "+79991234567", "Hello", null, null);
        Run(turn =>
        {
            Acceptance.Store(turn, incoming, id, now);
            if (traffic == Traffic.Marketing)
                turn.Execute(
                    "UPDATE messages SET campaign_id = @campaign WHERE id = @id",
                    ("campaign", campaign ?? CampaignOf(turn, line)), ("id", id));
            var row = turn.First($"SELECT {MessageRow.Columns} FROM messages WHERE id = @id", MessageRow.Read, ("id", id))!;
            Moves.Enqueue(turn, row, "79991234567", "Hello", isGuardCounted: true, hasDemoUnit: false, now);
            Lines.Recompute(turn, line, now);
        });
        return id;
    }

    /// <summary>A mailing of a line; the lower its rank, the sooner its messages leave.</summary>
    public Guid AddCampaign(LineId line, int rank)
    {
        var id = NewKey.At(Clock);
        Run(turn => AddCampaign(turn, line, id, rank));
        return id;
    }

    public IReadOnlyList<Claim> Claim(int limit = 100)
    {
        var (token, now) = (NewKey.At(Clock), Clock.GetUtcNow());
        return Run(turn => Claims.Take(turn, limit, token, now));
    }

    public void Settle(Claim claim, SendResult result)
    {
        var now = Clock.GetUtcNow();
        Run(turn => Settling.Settle(turn, claim, result, now));
    }

    public Message Find(MessageId id)
    {
        using var db = Database.Read();
        return db.Messages.Single(message => message.Id == id);
    }

    public Line FindLine(LineId id)
    {
        using var db = Database.Read();
        return db.Lines.Single(line => line.Id == id);
    }

    public void Dispose()
    {
        Writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _directory.Dispose();
        TestDatabase.ClearPools();
        _folder.Dispose();
    }

    private static Guid CampaignOf(WriteTurn turn, LineId line)
    {
        if (turn.First("SELECT id FROM campaigns WHERE line_id = @line", row => (Guid?)row.GetGuid(0), ("line", line)) is { } known)
            return known;
        AddCampaign(turn, line, line.Value, rank: 0);
        return line.Value;
    }

    private static void AddCampaign(WriteTurn turn, LineId line, Guid id, int rank) => turn.Execute(
        """
        INSERT INTO campaigns (portal_id, id, line_id, kind, name, rank, started_at, last_arrival_at,
                               first_text, is_paused, is_live, size, received, is_held_by_guard, version)
        VALUES (@portal, @id, @line, 'marketing', 'A letter', @rank, 0, 0, 'Hello', @no, @yes, 0, 0, @no, 0)
        """, ("portal", PortalId), ("id", id), ("line", line), ("rank", rank), ("no", false), ("yes", true));

    private void Open()
    {
        var dispatching = new FixedOptions<DispatchingOptions>(Dispatching);
        var database = TestDatabase.Options(_folder.Path);
        Database = TestDatabase.Open(database, _directory);
        Writer = new Writer(Database, Options.Create(database));
        var ledgers = new DemoLedgers(
            Database, _directory, new MasterKey(Options.Create(new SecretsOptions { MasterKey = TestDatabase.MasterKey })),
            new FixedOptions<DemoOptions>(new DemoOptions()));
        Lines = new LineDue(new FixedOptions<PacingOptions>(Pacing), [new FakeKind(_traits)]);
        Moves = new MessageMoves(
            ledgers, new StateChanges(new WebhookEvents(new WebhookListeners(Database), new Wakeups(Clock))));
        Events = new GatewayEvents(Moves);
        Holds = new HoldsBegun();
        Claims = new Claims(Lines, new MarketingGate(Moves, Holds, dispatching), dispatching, Moves, new MarketingCounts(dispatching));
        Settling = new Settling(Lines, Events, dispatching, Moves);
        Acceptance = new Acceptance(Writer,
            new Spool(
                _directory, new SpoolLeftovers(_directory, Clock), Options.Create(new SpoolOptions()), new Wakeups(Clock),
                NullLogger<Spool>.Instance),
            new Wakeups(Clock), dispatching, Options.Create(new SpoolOptions()), Clock);
    }

    private sealed class FakeKind(GatewayTraits traits) : IGatewayKind
    {
        public string Kind => "fake";
        public string Name => "Fake";
        public GatewayTraits Traits => traits;
        public IReadOnlyList<GatewaySetting> Settings => [];
        public IReadOnlyList<SettingProblem> Validate(GatewaySettings settings) => [];
        public IGateway Open(GatewaySettings settings, Uri? hook = null) => throw new InvalidOperationException("This test sends by hand.");
    }
}
