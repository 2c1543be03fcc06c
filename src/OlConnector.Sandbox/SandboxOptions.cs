namespace OlConnector.Sandbox;

/// <summary>What the sandbox must know of the app it hosts, and how large its world is.</summary>
public sealed class SandboxOptions
{
    /// <summary>The app's keys, as the developer console would show them.</summary>
    public string ClientId { get; set; } = "app.66b0f2c4d1e3a5.19283746";

    /// <inheritdoc cref="ClientId"/>
    public string ClientSecret { get; set; } = "sandbox-secret-that-opens-nothing";

    /// <summary>
    /// The base URL under which the app is reached, without a slash at the end (the
    /// product's <c>Bitrix24:PublicUrl</c>). May be set after the start.
    /// </summary>
    public string AppUrl { get; set; } = "http://127.0.0.1:5000";

    /// <summary>Path of the application page on the app's card.</summary>
    public string AppPath { get; set; } = "/b24/app";

    /// <summary>Path of the installer page on the app's card.</summary>
    public string InstallPath { get; set; } = "/b24/install";

    /// <summary>
    /// Path of the installation event handler on the app's card. An app that has pages has none: its installer binds ONAPPINSTALL. It
    /// serves <see cref="Portals.InstallEvent.Before"/>.
    /// </summary>
    public string EventsPath { get; set; } = "/b24/events";

    /// <summary>Menu name of the app, which the portal puts before a sender's name.</summary>
    public string AppName { get; set; } = "OlConnector";

    /// <summary>Scopes the app was granted (bitrix24.md §9).</summary>
    public IReadOnlyList<string> Scopes { get; set; } = ["bizproc", "crm", "im", "messageservice", "placement", "user_brief"];

    /// <summary>Port of the authorization server; 0 takes any free one.</summary>
    public int AuthorizationPort { get; set; }

    /// <summary>Port of the phone network; 0 takes any free one.</summary>
    public int PhonesPort { get; set; }

    /// <summary>Port of the first portal, the next ones follow; 0 takes any free ones.</summary>
    public int PortalPort { get; set; }

    /// <summary>
    /// Host name in the portals' domains: <c>127.0.0.1</c>, or <c>localhost</c> to make browsers treat portal and app as different sites.
    /// </summary>
    public string PortalHost { get; set; } = "127.0.0.1";

    /// <summary>
    /// The portals to start with. Default: the main one with a subscription, one in demo, one with a local app, and an older box.
    /// </summary>
    public IReadOnlyList<PortalSeed> Portals { get; set; } = [PortalSeed.Main, PortalSeed.Demo, PortalSeed.Local, PortalSeed.OlderBox];

    /// <summary>Seeds every draw of the sandbox: names, phones, ids, bursts, delays.</summary>
    public int Seed { get; set; } = 24;

    /// <summary>CRM clients per portal. Default 300.</summary>
    public int Clients { get; set; } = 300;
}
