using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Authorization;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Marketing;
using OlConnector.Sandbox.Messages;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals;

/// <summary>One simulated Bitrix24 portal on a port of its own.</summary>
public sealed class SandboxPortal : IAsyncDisposable
{
    private readonly SandboxCloud _cloud;
    private readonly TimeProvider _clock;
    private readonly Chance _chance;
    private readonly List<LocalSite> _oldSites = [];
    private readonly ConcurrentDictionary<string, JObject> _options = new(StringComparer.Ordinal);
    private readonly List<PortalUser> _users =
    [
        new(1, "Вера", "Ключевская", true), new(2, "Тимур", "Полозов", false),
        new(3, "Дина", "Арканова", true), new(9, "Лев", "Сотников", false),
    ];

    private readonly PortalDoor _door;
    private LocalSite? _site;
    private LocalSite? _secureSite;
    private string? _lastToken;
    private int _lastHandlerId = 700;
    private int _lastNotification;

    internal SandboxPortal(SandboxCloud cloud, PortalSeed seed, TimeProvider clock, Chance chance, AppCaller caller)
    {
        Queue = new QueueServer(caller, clock);
        (_cloud, _clock, _chance) = (cloud, clock, chance);
        (Name, MemberId, License, TimeZone) = (seed.Name, seed.MemberId, seed.License, seed.TimeZone);
        BeginsEmpty = seed.BeginsEmpty;
        Payment = new PortalPayment(clock, seed.Status);
        Messages = new MessageTable(clock);
        Rest = new PortalRest(this, clock);
        Events = new PortalEvents(this, Queue, clock);
        Frame = new PortalFrame(this, caller, chance);
        Lifecycle = new PortalLifecycle(this);
        Desk = new MessageDesk(this, Queue, clock, chance);
        Processes = new PortalProcesses(this, Queue, clock, chance);
        Agent = new MessageAgent(Desk, clock, chance);
        Marketing = new CrmMarketing(this, clock, chance);
        _door = new PortalDoor(this, cloud);
        seed.Apply(this);
    }

    /// <summary>What the page calls it.</summary>
    public string Name { get; }

    /// <summary>True when whoever starts the sandbox leaves the installation to people.</summary>
    public bool BeginsEmpty { get; }

    /// <summary>The portal's key (bitrix24.md §0).</summary>
    public string MemberId { get; }

    /// <summary>Host and port; changes with <see cref="RenameAsync"/>.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>Base URL without a slash.</summary>
    public string BaseUrl => $"http://{Domain}";

    /// <summary><c>client_endpoint</c>.</summary>
    public string RestUrl => $"{BaseUrl}/rest/";

    /// <summary>What the app's status allows, and until when.</summary>
    public PortalPayment Payment { get; }

    /// <summary>Status of the app: L, F, D, T, P or S (bitrix24.md §1.6).</summary>
    public string Status
    {
        get => Payment.Status;
        set => Payment.Status = value;
    }

    /// <summary>Region and plan.</summary>
    public string License { get; set; }

    /// <summary>IANA name of the users' zone.</summary>
    public string TimeZone { get; set; }

    /// <summary>Interface language.</summary>
    public string Language { get; set; } = "ru";

    /// <summary>False blocks the app: no HANDLER calls, no events, <c>PAYMENT_REQUIRED</c>.</summary>
    public bool IsPaymentAllowed
    {
        get => Payment.IsAllowed;
        set => Payment.EndsAt = value ? null : DateTimeOffset.MinValue;
    }

    /// <summary>Scopes that were granted.</summary>
    public IReadOnlyList<string> Scopes => _cloud.Options.Scopes;

    /// <summary>The people. Id 1 is the admin who installs, 3 another admin, 2 and 9 are none.</summary>
    public IReadOnlyList<PortalUser> Users
    {
        get
        {
            lock (_users)
                return [.. _users];
        }
    }

    /// <summary>The first admin.</summary>
    public PortalUser Admin => Users[0];

    /// <summary>A person without admin rights.</summary>
    public PortalUser Employee => Users[1];

    /// <summary>The app's row; nothing when it is not installed.</summary>
    public InstalledApp? App { get; private set; }

    /// <summary>Switches for bad days and old modules.</summary>
    public PortalBehaviour Behaviour { get; } = new();

    /// <summary>The portal's request limit.</summary>
    public LeakyBucket Bucket => Rest.Bucket;

    /// <summary>The portal's execution time limit.</summary>
    public OperatingMeter Meter => Rest.Meter;

    /// <summary>Clients and deals.</summary>
    public CrmStore Crm { get; } = new();

    /// <summary>Rows of the message table.</summary>
    public MessageTable Messages { get; }

    /// <summary>Sends single messages: cards, robots, system SMS.</summary>
    public MessageDesk Desk { get; }

    /// <summary>Processes that stand at a robot of the app.</summary>
    public PortalProcesses Processes { get; }

    /// <summary>Works off queued single messages.</summary>
    public MessageAgent Agent { get; }

    /// <summary>Segments and letters.</summary>
    public CrmMarketing Marketing { get; }

    /// <summary>Install, update, payment, removal.</summary>
    public PortalLifecycle Lifecycle { get; }

    /// <summary>Frame POSTs.</summary>
    public PortalFrame Frame { get; }

    /// <summary>Life-cycle events.</summary>
    public PortalEvents Events { get; }

    /// <summary>Every REST call, in order.</summary>
    public Happenings<RestCall> RestCalls { get; } = new("REST calls");

    /// <summary>Notifications to users, the latest text per tag.</summary>
    public ConcurrentDictionary<string, (int UserId, string Text)> Notifications { get; } = new(StringComparer.Ordinal);

    /// <summary>What stands in each person's bell: a notice with the same tag replaces the one before.</summary>
    public ConcurrentDictionary<(int UserId, string Tag), (int Number, string Text)> Bells { get; } = new();

    /// <summary>Comments in time lines, by card.</summary>
    public ConcurrentQueue<(string Card, string Text)> Comments { get; } = new();

    /// <summary>Secret of the incoming webhook: <c>{RestUrl}{user}/{secret}/{method}</c>.</summary>
    public string WebhookSecret { get; } = "k3q9sandboxhook7";

    /// <summary>Resolves once the message has had this status, whoever set it.</summary>
    /// <exception cref="SandboxWaitException">It did not come in time (real time).</exception>
    public async Task<StatusChange> WaitForStatusAsync(string messageId, string status, TimeSpan? limit = null) =>
        (await Messages.Changes.WaitAsync(
            change => change.MessageId == messageId && change.Status == status, 1, $"{status} of {messageId}", limit))[0];

    /// <summary>Resolves once so many matching REST calls have come.</summary>
    /// <exception cref="SandboxWaitException">They did not come in time (real time).</exception>
    public Task<IReadOnlyList<RestCall>> WaitForRestCallAsync(Func<RestCall, bool> matches, int count = 1, TimeSpan? limit = null) =>
        RestCalls.WaitAsync(matches, count, "matching REST call", limit);

    /// <summary>Replaces a person: dismissed, excluded, no longer an admin.</summary>
    public void ChangeUser(int id, Func<PortalUser, PortalUser> change)
    {
        lock (_users)
            _users[_users.FindIndex(user => user.Id == id)] = change(_users.Find(user => user.Id == id)!);
    }

    /// <summary>A new host: the old one answers 302 with the new Location (bitrix24.md §3.1).</summary>
    public async Task RenameAsync(CancellationToken ct = default)
    {
        if (_site is not null)
            _oldSites.Add(_site);
        await OpenAsync(0, ct);
    }

    /// <summary>The same portal by TLS on one more port, for clients that speak nothing else; gives that port.</summary>
    public async Task<int> OpenSecurelyAsync(X509Certificate2 certificate, CancellationToken ct = default)
    {
        _secureSite = await LocalSite.StartAsync(0, (http, gone) => _door.ServeAsync(http, isFormer: false, gone), ct, certificate);
        return _secureSite.Port;
    }

    internal async Task OpenAsync(int port, CancellationToken ct)
    {
        LocalSite? mine = null;
        _site = mine = await LocalSite.StartAsync(
            port, (http, gone) => _door.ServeAsync(http, isFormer: mine is not null && mine != _site, gone), ct);
        Domain = string.Create(CultureInfo.InvariantCulture, $"{_cloud.Options.PortalHost}:{_site.Port}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var site in _oldSites)
            await site.DisposeAsync();
        foreach (var site in new[] { _site, _secureSite }.OfType<LocalSite>())
            await site.DisposeAsync();
    }

    internal PortalRest Rest { get; }

    /// <summary>Brings events and messages to the app.</summary>
    internal QueueServer Queue { get; }

    internal DateTimeOffset Now => _clock.GetUtcNow();

    internal TokenBook Tokens => _cloud.Authorization.Tokens;

    internal string ServerEndpoint => _cloud.Authorization.RestUrl;

    internal string ClientId => _cloud.Options.ClientId;

    internal string AppUrl => _cloud.Options.AppUrl;

    internal string AppHost => new Uri(AppUrl).Host;

    internal string AppPath => _cloud.Options.AppPath;

    internal string InstallPath => _cloud.Options.InstallPath;

    internal string EventsPath => _cloud.Options.EventsPath;

    internal string AppName => _cloud.Options.AppName;

    /// <summary>The token of the present installation; nothing when there is none.</summary>
    public string? ApplicationToken => App?.ApplicationToken;

    internal PortalUser? UserById(int id) => Users.FirstOrDefault(user => user.Id == id);

    internal int NextHandlerId() => Interlocked.Increment(ref _lastHandlerId);

    internal JObject OptionsOf(string owner) => _options.GetOrAdd(owner, _ => []);

    internal void AddApp()
    {
        if (App is not null)
            return;
        _lastToken = _lastToken is null || !Behaviour.KeepsApplicationToken ? _chance.Hex(32) : _lastToken;
        App = new InstalledApp(_lastToken);
    }

    internal void RemoveApp(bool clean)
    {
        App = null;
        Tokens.Revoke(MemberId);
        if (clean)
            _options.Clear();
    }

    internal int Notify(int userId, string text, string tag)
    {
        var number = Interlocked.Increment(ref _lastNotification);
        var place = tag.Length > 0 ? tag : $"#{number}";
        (Notifications[place], Bells[(userId, place)]) = ((userId, text), (number, text));
        return number;
    }

    internal int Comment(string card, string text)
    {
        Comments.Enqueue((card, text));
        return Comments.Count;
    }

    internal void InBackground(Func<CancellationToken, Task> work) => _cloud.InBackground(work);
}
