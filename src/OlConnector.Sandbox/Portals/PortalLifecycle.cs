using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Portals;

/// <summary>When ONAPPINSTALL arrives; its order to the first frame POST is not fixed (bitrix24.md §1.4).</summary>
public enum InstallEvent
{
    /// <summary>After <c>installFinish</c>, to whoever bound it in the installer.</summary>
    After,

    /// <summary>Before the installer page was opened, at the address on the card, as an app without pages has it.</summary>
    Before,

    /// <summary>It got lost.</summary>
    Never,
}

/// <summary>Install, update, payment, removal: from the portal's side (bitrix24.md §1).</summary>
public sealed class PortalLifecycle
{
    private readonly SandboxPortal _portal;
    private InstallEvent _pending = InstallEvent.Never;

    internal PortalLifecycle(SandboxPortal portal) => _portal = portal;

    private PortalEvents Events => _portal.Events;

    /// <summary>An admin installs from the Market: the installer page opens in a slider. Nothing is finished yet.</summary>
    public async Task<FrameVisit> OpenInstallerAsync(
        PortalUser? user = null, InstallEvent installEvent = InstallEvent.After, CancellationToken ct = default)
    {
        _portal.AddApp();
        _pending = _portal.Behaviour.LacksInstallEvent ? InstallEvent.Never : installEvent;
        if (_pending == InstallEvent.Before)
            await SendInstalledAsync(user ?? _portal.Admin, [($"{_portal.AppUrl}{_portal.EventsPath}", _portal.NextHandlerId())], ct);
        var (url, form) = _portal.Frame.Prepare(_portal.InstallPath, user ?? _portal.Admin);
        return await _portal.Frame.PostAsync(url, form, ct);
    }

    /// <summary>The page called <c>installFinish</c>: events flow from now on. Works once.</summary>
    public async Task<IReadOnlyList<PortalEvent>> FinishInstallAsync(PortalUser? user = null, CancellationToken ct = default)
    {
        if (_portal.App is not { IsInstalled: false } app)
            return [];
        app.IsInstalled = true;
        var isDue = _pending == InstallEvent.After;
        _pending = InstallEvent.Never;
        return isDue ? await SendInstalledAsync(user ?? _portal.Admin, Events.HandlersOf("ONAPPINSTALL"), ct) : [];
    }

    /// <summary>A browser opened the installer by itself: ONAPPINSTALL is due when it is finished.</summary>
    internal void AnnounceAfterFinish() =>
        _pending = _portal.Behaviour.LacksInstallEvent ? InstallEvent.Never : InstallEvent.After;

    /// <summary>The whole installation; the visit is the installer page's. Without a 200 it is not finished.</summary>
    public async Task<FrameVisit> InstallAsync(
        PortalUser? user = null, InstallEvent installEvent = InstallEvent.After, CancellationToken ct = default)
    {
        var visit = await OpenInstallerAsync(user, installEvent, ct);
        if (visit.Status == 200)
            await FinishInstallAsync(user, ct);
        return visit;
    }

    /// <summary>
    /// Opens the app: its page, or again the installer while it is not finished. Others
    /// than admins see the portal's own notice then (status 403, not posted).
    /// </summary>
    public async Task<FrameVisit> OpenAppAsync(
        PortalUser? user = null, string? language = null, string placement = "DEFAULT",
        string? placementOptions = null, CancellationToken ct = default)
    {
        var who = user ?? _portal.Admin;
        if (_portal.App is not { } app)
            return Notice("The app is not installed on this portal.");
        if (!app.IsInstalled && !who.IsAdmin)
            return Notice("The app is not fully installed.");
        var (url, form) = _portal.Frame.Prepare(
            app.IsInstalled ? _portal.AppPath : _portal.InstallPath, who, language, placement, placementOptions);
        return await _portal.Frame.PostAsync(url, form, ct);
    }

    /// <summary>
    /// A new version. Senders and handlers are dropped, and the app is not installed until an administrator has passed the installer again:
    /// until then no events (bitrix24.md §0, rule 10).
    /// </summary>
    /// <param name="announce">
    /// Whether the cloud tells the handlers bound so far by ONAPPUPDATE. What decides it there is not public; an app has to live with both.
    /// </param>
    /// <param name="newApplicationToken">Another token; nothing keeps the present one.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<IReadOnlyList<PortalEvent>> UpdateAsync(
        bool announce = true, string? newApplicationToken = null, CancellationToken ct = default)
    {
        var app = _portal.App ?? throw new InvalidOperationException(
            "The app is not installed on this portal; install it before updating it.");
        var handlers = Events.HandlersOf("ONAPPUPDATE");
        app.Update(newApplicationToken);
        AnnounceAfterFinish();
        var data = new JObject
        {
            ["VERSION"] = $"{app.Version}",
            ["PREVIOUS_VERSION"] = $"{app.Version - 1}",
            ["LANGUAGE_ID"] = _portal.Language,
        };
        return announce ? await Events.SendAsync("ONAPPUPDATE", data, Events.AuthWithTokens(_portal.Admin, true), handlers, ct) : [];
    }

    /// <summary>Removes the app. Tokens die at once; the event carries none and is not sent when the app is not paid for.</summary>
    /// <param name="clean">The admin ticked "delete settings and data".</param>
    /// <param name="announce">False loses the event.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<IReadOnlyList<PortalEvent>> UninstallAsync(bool clean, bool announce = true, CancellationToken ct = default)
    {
        var handlers = Events.HandlersOf("ONAPPUNINSTALL");
        var auth = Events.AuthWithoutTokens();
        _portal.RemoveApp(clean);
        var data = new JObject { ["CLEAN"] = clean ? "1" : "0", ["LANGUAGE_ID"] = _portal.Language };
        return announce ? await Events.SendAsync("ONAPPUNINSTALL", data, auth, handlers, ct) : [];
    }

    /// <summary>
    /// The term is over. A subscription and a trial are blocked at once: no calls, no events, <c>PAYMENT_REQUIRED</c>. What was bought
    /// (status P) goes on for <see cref="PortalPayment.Grace"/>, without events (bitrix24.md §1.6).
    /// </summary>
    public void ExpirePayment() => _portal.Payment.Extend(days: 0);

    /// <summary>Bought: status P unless told otherwise, then ONAPPPAYMENT.</summary>
    public async Task<IReadOnlyList<PortalEvent>> PayAsync(
        string status = "P", int days = 365, bool withToken = true, CancellationToken ct = default)
    {
        _portal.Payment.Status = status;
        _portal.Payment.Extend(days);
        var data = new JObject
        {
            ["CODE"] = "vendor.olconnector",
            ["VERSION"] = $"{_portal.App?.Version ?? 1}",
            ["STATUS"] = status,
            ["PAYMENT_EXPIRED"] = "N",
            ["DAYS"] = $"{days}",
        };
        var auth = withToken ? Events.AuthWithTokens(_portal.Admin, false) : Events.AuthWithoutTokens();
        return await Events.SendAsync("ONAPPPAYMENT", data, auth, Events.HandlersOf("ONAPPPAYMENT"), ct);
    }

    /// <summary>The subscription goes on: ONSUBSCRIPTIONRENEW, which carries a refresh token as well (bitrix24.md §1.6).</summary>
    public async Task<IReadOnlyList<PortalEvent>> RenewSubscriptionAsync(int days = 365, CancellationToken ct = default)
    {
        _portal.Payment.Status = "S";
        _portal.Payment.Extend(days);
        return await Events.SendAsync(
            "ONSUBSCRIPTIONRENEW", new JObject { ["LANGUAGE_ID"] = _portal.Language }, Events.AuthWithTokens(_portal.Admin, true),
            Events.HandlersOf("ONSUBSCRIPTIONRENEW"), ct);
    }

    private Task<IReadOnlyList<PortalEvent>> SendInstalledAsync(
        PortalUser user, IReadOnlyList<(string Url, int Id)> handlers, CancellationToken ct)
    {
        var app = _portal.App!;
        var data = new JObject
        {
            ["VERSION"] = $"{app.Version}",
            ["ACTIVE"] = "Y",
            ["INSTALLED"] = app.IsInstalled ? "Y" : "N",
            ["LANGUAGE_ID"] = _portal.Language,
        };
        return Events.SendAsync("ONAPPINSTALL", data, Events.AuthWithTokens(user, true), handlers, ct);
    }

    private FrameVisit Notice(string text) => new(403, text, null, new Dictionary<string, string>(), _portal.BaseUrl, []);
}
