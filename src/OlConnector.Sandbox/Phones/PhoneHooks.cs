using System.Collections.Concurrent;
using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Phones;

/// <summary>Tells each line's hook what happened to its messages: <c>{id, clientId, status|text, from, to, at}</c>.</summary>
public sealed class PhoneHooks
{
    private static readonly TimeSpan[] Retries =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)];

    private readonly TimeProvider _clock;
    private readonly AppCaller _caller;
    private readonly Chance _chance;
    private readonly Action<Func<CancellationToken, Task>> _inBackground;
    private readonly ConcurrentDictionary<string, string> _urls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(PhoneMessage Message, JObject Body)>> _waiting =
        new(StringComparer.Ordinal);
    private int _lastReply;

    internal PhoneHooks(TimeProvider clock, AppCaller caller, Chance chance, Action<Func<CancellationToken, Task>> inBackground) =>
        (_clock, _caller, _chance, _inBackground) = (clock, caller, chance, inBackground);

    /// <summary>Every callback that left.</summary>
    public Happenings<PhoneCallback> Sent { get; } = new("phone callbacks");

    /// <summary>Share of callbacks that come twice, 0 to 1. Default 0.</summary>
    public double Duplicates { get; set; }

    /// <summary>News about one message come in their order. False lets them overtake each other, as networks may. Default true.</summary>
    public bool IsOrdered { get; set; } = true;

    /// <summary>False loses all callbacks from now on.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Lines that have a hook.</summary>
    public IReadOnlyDictionary<string, string> Urls => _urls;

    /// <summary>Registers a line's hook; what happened before it was known is told now. <c>*</c> serves every line without one.</summary>
    public void Set(string from, string url)
    {
        _urls[from] = url;
        foreach (var line in _waiting.Keys.Where(line => from == "*" || line == from))
            while (_waiting[line].TryDequeue(out var news))
                Post(news.Message, news.Body);
    }

    internal void TellStatus(PhoneMessage message) => Tell(message, "status", message.Status, message.Id);

    internal void TellReply(PhoneMessage message, string text) =>
        Tell(message, "text", text, string.Create(CultureInfo.InvariantCulture, $"reply-{Interlocked.Increment(ref _lastReply)}"));

    private void Tell(PhoneMessage message, string what, string value, string id)
    {
        if (!IsOn)
            return;
        var body = new JObject
        {
            ["id"] = id,
            ["clientId"] = message.ClientId,
            [what] = value,
            ["from"] = message.To,
            ["to"] = message.From,
            ["at"] = _clock.GetUtcNow().UtcDateTime.ToString("O"),
        };
        for (var times = _chance.Happens(Duplicates) ? 2 : 1; times > 0; times--)
            Post(message, body);
    }

    private void Post(PhoneMessage message, JObject body)
    {
        if (!_urls.TryGetValue(message.From, out var url) && !_urls.TryGetValue("*", out url))
        {
            _waiting.GetOrAdd(message.From, _ => []).Enqueue((message, body));
            return;
        }
        var told = new TaskCompletionSource();
        var before = IsOrdered ? Interlocked.Exchange(ref message.Told, told.Task) : Task.CompletedTask;
        _inBackground(async ct =>
        {
            await before.WaitAsync(ct);
            try
            {
                await PostAsync(url, body, ct);
            }
            finally
            {
                told.SetResult();
            }
        });
    }

    private async Task PostAsync(string url, JObject body, CancellationToken ct)
    {
        foreach (var pause in Retries.Append(TimeSpan.Zero))
        {
            var answer = await _caller.PostJsonAsync(url, body.ToString(Newtonsoft.Json.Formatting.None), ct);
            Sent.Add(new PhoneCallback(PhpValue.Text(body["clientId"]),
                (string?)body["status"] ?? "reply", answer.Status, body, _clock.GetUtcNow()));
            if (answer.Status is >= 200 and < 300 or 404 or 410 || pause == TimeSpan.Zero)
                return;
            await Task.Delay(pause, _clock, ct);
        }
    }
}
