using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Phones;

/// <summary>
/// The phone network behind the gateway kind <c>sandbox</c> (design §8):
/// <c>POST /messages {id, from, to, text}</c> → 201 <c>{id}</c>, or <c>{code, text}</c> with 400, 403, 422, 429, 500;
/// <c>GET /messages?clientId=</c> → 200 <c>{items: [{id, clientId, from, to, text, status, at}]}</c>, empty when it never came;
/// <c>POST /hooks {from, url}</c> → 204; a line whose telephone is not linked gets 401 (<see cref="PhoneLogins"/>).
/// A path before these names the portal a line belongs to. Outcomes: <see cref="PhoneScript"/>.
/// </summary>
public sealed class PhoneNetwork : IAsyncDisposable
{
    private static readonly PhoneFault.Answer NotLinked = new(401, "needs_login", "The telephone of this line is not linked.");

    private readonly SandboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly Chance _chance;
    private readonly PhoneAnswers _answers;
    private readonly PhoneLoginDoor _loginDoor;
    private readonly Action<Func<CancellationToken, Task>> _inBackground;
    private readonly ConcurrentQueue<PhoneFault> _faults = new();
    private readonly ConcurrentDictionary<string, byte> _metOnce = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _blockedLines = new(StringComparer.Ordinal);
    private LocalSite? _site;
    private int _port;
    private int _lastId;

    internal PhoneNetwork(SandboxOptions options, TimeProvider clock, Chance chance,
        AppCaller caller, Action<Func<CancellationToken, Task>> inBackground)
    {
        (_options, _clock, _chance, _inBackground) = (options, clock, chance, inBackground);
        _answers = new PhoneAnswers(clock);
        Hooks = new PhoneHooks(clock, caller, chance, inBackground);
        Logins = new PhoneLogins(clock, new Chance(options.Seed + 2));
        _loginDoor = new PhoneLoginDoor(Logins, clock);
    }

    /// <summary>Base URL without a slash: the setting <c>baseUrl</c> of a line.</summary>
    public string BaseUrl => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <summary>The same for lines of one portal, so that the page can tell whose messages are whose.</summary>
    public string BaseUrlOf(string memberId) => $"{BaseUrl}/{memberId}";

    /// <summary>Messages on phones from lines of one portal, and from lines that do not say whose they are.</summary>
    public IReadOnlyList<PhoneMessage> ReceivedFrom(string memberId) =>
        [.. Received.Seen.Where(message => message.Portal.Length == 0 || message.Portal == memberId)];

    /// <summary>The same of every attempt.</summary>
    public IReadOnlyList<PhoneAttempt> AttemptsOf(string memberId) =>
        [.. Attempts.Seen.Where(attempt => attempt.Portal.Length == 0 || attempt.Portal == memberId)];

    /// <summary>Callbacks.</summary>
    public PhoneHooks Hooks { get; }

    /// <summary>Telephones of lines.</summary>
    public PhoneLogins Logins { get; }

    /// <summary>Messages that phones have, in the order of arrival.</summary>
    public Happenings<PhoneMessage> Received { get; } = new("phones");

    /// <summary>Every attempt to send, refused and cut ones too.</summary>
    public Happenings<PhoneAttempt> Attempts { get; } = new("attempts to send");

    /// <summary>How many times each client id was recorded. More than 1 means a person got it twice.</summary>
    public IReadOnlyDictionary<string, int> TimesRecorded =>
        Received.Seen.GroupBy(message => message.ClientId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);

    /// <summary>How many times each client id was attempted, whatever was answered.</summary>
    public IReadOnlyDictionary<string, int> TimesAttempted =>
        Attempts.Seen.GroupBy(attempt => attempt.ClientId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);

    /// <summary>Resolves once so many messages have been recorded.</summary>
    /// <exception cref="SandboxWaitException">They did not come in time (real time).</exception>
    public Task<IReadOnlyList<PhoneMessage>> WaitForAsync(int count, TimeSpan? limit = null) =>
        Received.WaitAsync(_ => true, count, "message", limit);

    /// <summary>Resolves once so many messages have been recorded for a number.</summary>
    /// <exception cref="SandboxWaitException">They did not come in time (real time).</exception>
    public Task<IReadOnlyList<PhoneMessage>> WaitForAsync(string phone, int count = 1, TimeSpan? limit = null) =>
        Received.WaitAsync(message => message.To == phone, count, $"message to {phone}", limit);

    /// <summary>The next sends go wrong like this, before any script counts.</summary>
    public void FailNext(PhoneFault fault, int count = 1)
    {
        for (var i = 0; i < count; i++)
            _faults.Enqueue(fault);
    }

    /// <summary>Every send of a line, and every look at it, answers 403 until it is unblocked.</summary>
    public void BlockLine(string from) => _blockedLines[from] = 0;

    /// <summary>Ends <see cref="BlockLine"/>; false for a line that is not blocked.</summary>
    public bool UnblockLine(string from) => _blockedLines.TryRemove(from, out _);

    /// <summary>Lines of one portal that are blocked.</summary>
    public IReadOnlyList<string> BlockedOf(string memberId) =>
        [.. AttemptsOf(memberId).Select(attempt => attempt.From).Distinct().Where(_blockedLines.ContainsKey).Order(StringComparer.Ordinal)];

    /// <summary>A person writes to a line, in answer to the last message they got from it.</summary>
    /// <exception cref="InvalidOperationException">The phone never got a message.</exception>
    public void Reply(string phone, string text) => Hooks.TellReply(
        Received.Seen.LastOrDefault(message => message.To == phone)
            ?? throw new InvalidOperationException($"{phone} never got a message it could answer."),
        text);

    /// <summary>The network goes away: connections are refused. Script and log stay.</summary>
    public async Task GoDownAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        _site = null;
    }

    /// <summary>The network comes back on the same port.</summary>
    public async Task ComeUpAsync(CancellationToken ct = default)
    {
        _site ??= await LocalSite.StartAsync(_port == 0 ? _options.PhonesPort : _port, ServeAsync, ct);
        _port = _site.Port;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await GoDownAsync();

    private async Task ServeAsync(HttpContext http, CancellationToken ct)
    {
        var (at, timestamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        var parts = (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var portal = parts is [var named, _] ? named : "";
        switch (http.Request.Method, parts is [.., var last] ? $"/{last}" : "")
        {
            case ("POST", "/messages"):
                await ReceiveAsync(http, portal, at, timestamp, ct);
                break;
            case ("POST", "/login"):
                await _loginDoor.OfferAsync(http, portal.Length == 0 ? BaseUrl : BaseUrlOf(portal), portal, ct);
                break;
            case ("POST", "/logout"):
                await _loginDoor.UnlinkAsync(http, portal, ct);
                break;
            case ("GET", "/scan"):
                await _loginDoor.ScanAsync(http, ct);
                break;
            case ("GET", "/messages"):
                var clientId = http.Request.Query["clientId"].ToString();
                var found = Received.Seen.Where(message => message.ClientId == clientId).Select(message => message.Json());
                await Requests.AnswerAsync(http, 200, new JObject { ["items"] = new JArray(found) }, ct);
                break;
            case ("POST", "/hooks"):
                await SetHookAsync(http, portal, ct);
                break;
            default:
                await PhoneAnswers.ErrorAsync(http, 404, "not_found", "There is nothing here.", ct);
                break;
        }
    }

    private async Task SetHookAsync(HttpContext http, string portal, CancellationToken ct)
    {
        var hook = Requests.Json(await Requests.TextAsync(http, ct));
        var from = PhpValue.Text(hook["from"]);
        var fault = !Logins.IsLinked(portal, from) ? NotLinked : _blockedLines.ContainsKey(from) ? PhoneFault.LineBlocked : null;
        if (fault is not null)
        {
            await _answers.SendAsync(http, fault, id: null, ct);
            return;
        }
        Hooks.Set(from, PhpValue.Text(hook["url"]));
        http.Response.StatusCode = 204;
    }

    private async Task ReceiveAsync(HttpContext http, string portal, DateTimeOffset at, long timestamp, CancellationToken ct)
    {
        var body = Requests.Json(await Requests.TextAsync(http, ct));
        var (id, from, to) = (PhpValue.Text(body["id"]), PhpValue.Text(body["from"]), PhpValue.Text(body["to"]));
        var text = PhpValue.Text(body["text"]);
        if (id.Length == 0 || to.Length == 0 || text.Length == 0)
        {
            await PhoneAnswers.ErrorAsync(http, 400, "bad_request", "id, to and text must not be empty.", ct);
            return;
        }
        var script = PhoneScript.For(to, _chance);
        var fault = Logins.IsLinked(portal, from) ? NextFault(from, to, script) : NotLinked;
        var message = fault is null or { LeavesRecord: true } ? Record(portal, id, from, to, text, at, timestamp) : null;
        Attempts.Add(new PhoneAttempt(id, from, to, at, timestamp, PhoneAnswers.StatusOf(fault), message is not null, portal));
        if (message is not null)
            Play(message, script);
        await _answers.SendAsync(http, fault, message?.Id, ct);
    }

    private PhoneFault? NextFault(string from, string to, PhoneScript script)
    {
        if (_faults.TryDequeue(out var injected))
            return injected;
        if (_blockedLines.ContainsKey(from))
            return PhoneFault.LineBlocked;
        if (script.IsOnce && !_metOnce.TryAdd(to, 0))
            return null;
        if (script.Answer == PhoneFault.LineBlocked)
            BlockLine(from);
        return script.Answer;
    }

    private PhoneMessage Record(
        string portal, string clientId, string from, string to, string text, DateTimeOffset at, long timestamp)
    {
        var number = Interlocked.Increment(ref _lastId);
        var message = new PhoneMessage
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"phone-{number}"),
            ClientId = clientId,
            Portal = portal,
            From = from,
            To = to,
            Text = text,
            ReceivedAt = at,
            ReceivedTimestamp = timestamp,
            StatusAt = at,
        };
        Received.Add(message);
        return message;
    }

    private void Play(PhoneMessage message, PhoneScript script) => _inBackground(async ct =>
    {
        if (script.Undelivered is { } undelivered)
            await TellAsync(message, "undelivered", undelivered, ct);
        if (script.Delivered is not { } delivered)
            return;
        await TellAsync(message, "delivered", delivered, ct);
        if (script.Read is { } read)
            await TellAsync(message, "read", read, ct);
        if (script.Reply is null)
            return;
        await Task.Delay(PhoneScript.ReplyAfter, _clock, ct);
        Hooks.TellReply(message, script.Reply);
    });

    private async Task TellAsync(PhoneMessage message, string status, TimeSpan after, CancellationToken ct)
    {
        await Task.Delay(after, _clock, ct);
        message.Status = status;
        message.StatusAt = _clock.GetUtcNow();
        Hooks.TellStatus(message);
    }
}
