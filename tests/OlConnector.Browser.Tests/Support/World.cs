using OlConnector.Sandbox;
using OlConnector.Sandbox.Portals;

namespace OlConnector.Browser.Tests.Support;

/// <summary>
/// The real product with portals and telephones around it, on ports of its own, for one class of tests. What a test changes, the next one
/// of its class finds changed.
/// </summary>
public class World : IAsyncLifetime
{
    private Launch? _launch;

    /// <summary>Product and sandbox.</summary>
    public Launch Launch => _launch!;

    /// <summary>The portal where the app is installed and a line is connected.</summary>
    public SandboxPortal Portal => Launch.Cloud.Portal;

    /// <summary>Sandbox seconds in a real second.</summary>
    private protected virtual double Speed => 1;

    /// <summary>Settings of the product that a class of tests needs.</summary>
    private protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    public virtual async Task InitializeAsync()
    {
        if (Browser.Missing is null) _launch = await Launch.StartAsync(Speed, portalPort: 0, quiet: true, Settings);
    }

    public virtual async Task DisposeAsync()
    {
        if (_launch is not null) await _launch.DisposeAsync();
    }

    /// <summary>Opens the app in the portal as somebody would.</summary>
    /// <param name="look">Who and how; the administrator in Russian where nothing is said.</param>
    /// <param name="portal">Another portal than the main one.</param>
    public Task<PortalPage> OpenAsync(Look? look = null, SandboxPortal? portal = null) =>
        PortalPage.OpenAsync(this, portal ?? Portal, look ?? new Look());
}
