using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Portals.Methods;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals;

/// <summary>
/// Life-cycle events from the portal's side (bitrix24.md §1.4). Nothing is sent while the app is not fully installed, nor once its term is
/// over, in the days of grace neither.
/// </summary>
public sealed class PortalEvents
{
    private readonly SandboxPortal _portal;
    private readonly QueueServer _queue;
    private readonly TimeProvider _clock;

    internal PortalEvents(SandboxPortal portal, QueueServer queue, TimeProvider clock) =>
        (_portal, _queue, _clock) = (portal, queue, clock);

    /// <summary>Every event that left, with the app's answer.</summary>
    public Happenings<PortalEvent> Posted { get; } = new("portal events");

    /// <summary>The fields of one event, as the portal would send them; tests forge from here.</summary>
    /// <param name="name">Upper case.</param>
    /// <param name="data">Values of <c>data[…]</c>; written as strings.</param>
    /// <param name="auth">The <c>auth[…]</c> block, from <see cref="AuthWithTokens"/> or <see cref="AuthWithoutTokens"/>.</param>
    /// <param name="handlerId">Number of the handler; newer portals send it.</param>
    public JObject Body(string name, JObject data, JObject auth, int handlerId = 731) => new()
    {
        ["event"] = name,
        ["event_handler_id"] = handlerId,
        ["data"] = data,
        ["ts"] = _clock.GetUtcNow().ToUnixTimeSeconds(),
        ["auth"] = auth,
    };

    /// <summary>A fresh set of tokens of this user, as events carry it.</summary>
    public JObject AuthWithTokens(PortalUser user, bool withRefresh) =>
        PortalAuth.WithTokens(_portal, _portal.Tokens.Issue(_portal.MemberId, user.Id, withRefresh), isEvent: true);

    /// <summary>The set without tokens.</summary>
    public JObject AuthWithoutTokens() => PortalAuth.WithoutTokens(_portal, _portal.ApplicationToken);

    /// <summary>Posts a body of any make to a URL, the portal's own rules aside: for forged events.</summary>
    public async Task<PortalEvent> PostAsync(string url, JObject body, CancellationToken ct = default)
    {
        var answer = await _queue.PostFormAsync(url, PhpQuery.Build(body), ct);
        var posted = new PortalEvent(PhpValue.Text(body["event"]), url, answer.Status, body, _clock.GetUtcNow());
        Posted.Add(posted);
        return posted;
    }

    /// <summary>Sends an event to its handlers.</summary>
    internal async Task<IReadOnlyList<PortalEvent>> SendAsync(
        string name, JObject data, JObject auth, IReadOnlyList<(string Url, int Id)> handlers, CancellationToken ct)
    {
        var posted = new List<PortalEvent>();
        if (_portal.Payment.IsExpired)
            return posted;
        foreach (var (url, id) in handlers)
            posted.Add(await PostAsync(url, Body(name, data, auth, id), ct));
        return posted;
    }

    /// <summary>Handlers bound to an event; none while the installation is not finished.</summary>
    internal IReadOnlyList<(string Url, int Id)> HandlersOf(string name) => _portal.App is not { IsInstalled: true } app
        ? []
        : [.. app.EventHandlers
            .Where(bound => bound.Key.Event == name && bound.Key.Handler != EventMethods.Offline)
            .OrderBy(bound => bound.Value)
            .Select(bound => (bound.Key.Handler, bound.Value))];

    internal void PostInBackground(string name, JObject data, PortalUser user, bool withRefresh)
    {
        data["LANGUAGE_ID"] = _portal.Language;
        _portal.InBackground(ct => SendAsync(name, data, AuthWithTokens(user, withRefresh), HandlersOf(name), ct));
    }
}

/// <summary>One event that left the portal.</summary>
/// <param name="Name">Upper case.</param>
/// <param name="Url">Where to.</param>
/// <param name="Status">HTTP status of the app; 0 when it did not answer.</param>
/// <param name="Body">The fields.</param>
/// <param name="At">Sandbox time.</param>
public sealed record PortalEvent(string Name, string Url, int Status, JObject Body, DateTimeOffset At);
