using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Portals;

/// <summary>When ONAPPINSTALL arrives; its order to the first frame POST is not fixed (bitrix24.md §1.4).</summary>
public enum InstallEvent
{
    /// <summary>After <c>installFinish</c>.</summary>
    After,

    /// <summary>Before the installer page was opened.</summary>
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

    /// <summary>An admin installs from the Market: the installer page opens in a slider. Nothing is finished yet.</summary>
    public async Task<FrameVisit> OpenInstallerAsync(
        PortalUser? user = null, InstallEvent installEvent = InstallEvent.After, CancellationToken ct = default)
    {
        _portal.AddApp();
        _pending = installEvent;
        if (installEvent == InstallEvent.Before)
            await SendInstalledAsync(user ?? _portal.Admin, ct);
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
        return isDue ? await SendInstalledAsync(user ?? _portal.Admin, ct) : [];
    }

    /// <summary>A browser opened the installer by itself: ONAPPINSTALL is due when it is finished.</summary>
    internal void AnnounceAfterFinish() => _pending = InstallEvent.After;

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
    /// A new version: the event goes to the handlers bound so far, then senders and handlers are dropped (bitrix24.md §0, rule 10).
    /// </summary>
    public async Task<IReadOnlyList<PortalEvent>> UpdateAsync(
        bool announce = true, string? newApplicationToken = null, CancellationToken ct = default)
    {
        var app = _portal.App ?? throw new InvalidOperationException(
            "The app is not installed on this portal; install it before updating it.");
        var handlers = _portal.Events.HandlersOf("ONAPPUPDATE");
        app.DropRegistrations();
        app.Version++;
        app.ApplicationToken = newApplicationToken ?? app.ApplicationToken;
        var data = new JObject
        {
            ["VERSION"] = $"{app.Version}",
            ["PREVIOUS_VERSION"] = $"{app.Version - 1}",
            ["LANGUAGE_ID"] = _portal.Language,
        };
        return announce
            ? await _portal.Events.SendAsync("ONAPPUPDATE", data, _portal.Events.AuthWithTokens(_portal.Admin, true), OrCard(handlers), ct)
            : [];
    }

    /// <summary>Removes the app. Tokens die at once; the event carries none and is not sent when the app is not paid for.</summary>
    /// <param name="clean">The admin ticked "delete settings and data".</param>
    /// <param name="announce">False loses the event.</param>
    public async Task<IReadOnlyList<PortalEvent>> UninstallAsync(bool clean, bool announce = true, CancellationToken ct = default)
    {
        var handlers = _portal.Events.HandlersOf("ONAPPUNINSTALL");
        var auth = _portal.Events.AuthWithoutTokens();
        _portal.RemoveApp(clean);
        var data = new JObject { ["CLEAN"] = clean ? "1" : "0", ["LANGUAGE_ID"] = _portal.Language };
        return announce ? await _portal.Events.SendAsync("ONAPPUNINSTALL", data, auth, handlers, ct) : [];
    }

    /// <summary>The time that was paid for, or tried, is over: no calls, no events, <c>PAYMENT_REQUIRED</c> (bitrix24.md §1.6).</summary>
    public void ExpirePayment() => _portal.IsPaymentAllowed = false;

    /// <summary>Paid: status P unless told otherwise, then ONAPPPAYMENT.</summary>
    public async Task<IReadOnlyList<PortalEvent>> PayAsync(
        string status = "P", int days = 365, bool withToken = true, CancellationToken ct = default)
    {
        (_portal.Status, _portal.IsPaymentAllowed, _portal.DaysLeft) = (status, true, days);
        var data = new JObject
        {
            ["CODE"] = "vendor.olconnector",
            ["VERSION"] = $"{_portal.App?.Version ?? 1}",
            ["STATUS"] = status,
            ["PAYMENT_EXPIRED"] = "N",
            ["DAYS"] = $"{days}",
            ["LANGUAGE_ID"] = _portal.Language,
        };
        var auth = withToken ? _portal.Events.AuthWithTokens(_portal.Admin, false) : _portal.Events.AuthWithoutTokens();
        return await _portal.Events.SendAsync("ONAPPPAYMENT", data, auth, _portal.Events.HandlersOf("ONAPPPAYMENT"), ct);
    }

    private Task<IReadOnlyList<PortalEvent>> SendInstalledAsync(PortalUser user, CancellationToken ct)
    {
        var app = _portal.App!;
        var data = new JObject
        {
            ["VERSION"] = $"{app.Version}",
            ["ACTIVE"] = "Y",
            ["INSTALLED"] = app.IsInstalled ? "Y" : "N",
            ["LANGUAGE_ID"] = _portal.Language,
        };
        return _portal.Events.SendAsync(
            "ONAPPINSTALL", data, _portal.Events.AuthWithTokens(user, true), OrCard(_portal.Events.HandlersOf("ONAPPINSTALL")), ct);
    }

    private IReadOnlyList<(string Url, int Id)> OrCard(IReadOnlyList<(string Url, int Id)> handlers) =>
        handlers.Count > 0 ? handlers : [($"{_portal.AppUrl}{_portal.EventsPath}", _portal.NextHandlerId())];

    private FrameVisit Notice(string text) => new(403, text, null, new Dictionary<string, string>(), _portal.BaseUrl, []);
}
