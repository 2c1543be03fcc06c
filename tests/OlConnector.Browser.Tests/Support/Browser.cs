using System.Text.Json;

// Two cores are the usual machine: one page at a time is steadier, and not slower.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace OlConnector.Browser.Tests.Support;

/// <summary>A test in a browser. What is missing shows as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Missing;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.Missing;
}

/// <summary>Debian's Chromium: none is downloaded.</summary>
internal static class Browser
{
    /// <summary>
    /// How long something may take to be shown on a machine that has much else to do. Who needs it has most likely failed.
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Quiet, and the same on every machine.</summary>
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Settings of a person who lets no foreign site keep anything: what incognito windows come with.</summary>
    private static readonly string Blocking = JsonSerializer.Serialize(
        new { profile = new { block_third_party_cookies = true, cookie_controls_mode = 1 } });

    private static readonly Lazy<Task<IPlaywright>> Playwright = new(() =>
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        return Microsoft.Playwright.Playwright.CreateAsync();
    });

    private static readonly Lazy<Task<IBrowser>> Shared = new(async () => await (await Playwright.Value).Chromium.LaunchAsync(
        new BrowserTypeLaunchOptions { ExecutablePath = File.Exists(Shell) ? Shell : Path, Args = Arguments }));

    /// <summary>Why nothing can be tried; null when it can.</summary>
    internal static string? Missing { get; } =
        !File.Exists(Path) ? $"Chromium is not at {Path}: install chromium, or name another in OLC_CHROMIUM."
        : !File.Exists(System.IO.Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html"))
            ? "The interface was not built: it needs Node.js 20 or later, and no -p:WithInterface=false."
            : null;

    /// <summary>The same engine without a browser's own windows, which cost more than our pages. It keeps no person's settings.</summary>
    private static string Shell => $"{Path}-headless-shell";

    private static string Path => Environment.GetEnvironmentVariable("OLC_CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>A window of its own, without a memory of others.</summary>
    internal static async Task<BrowserWindow> OpenAsync(Look look) => look.BlocksStorage
        ? await OpenBlockingAsync(look)
        : new BrowserWindow(await (await Shared.Value).NewContextAsync(new BrowserNewContextOptions
        {
            Locale = look.Locale,
            ColorScheme = look.Scheme,
            ViewportSize = look.Viewport,
            TimezoneId = Look.TimeZone,
            ReducedMotion = ReducedMotion.Reduce,
        }));

    private static async Task<BrowserWindow> OpenBlockingAsync(Look look)
    {
        var profile = Directory.CreateTempSubdirectory("olconnector-browser-").FullName;
        Directory.CreateDirectory(System.IO.Path.Combine(profile, "Default"));
        await File.WriteAllTextAsync(System.IO.Path.Combine(profile, "Default", "Preferences"), Blocking);
        var window = await (await Playwright.Value).Chromium.LaunchPersistentContextAsync(
            profile,
            new BrowserTypeLaunchPersistentContextOptions
            {
                ExecutablePath = Path,
                Args = Arguments,
                Locale = look.Locale,
                ColorScheme = look.Scheme,
                ViewportSize = look.Viewport,
                TimezoneId = Look.TimeZone,
            });
        return new BrowserWindow(window, profile);
    }
}

/// <summary>A browser's window.</summary>
/// <param name="Context">What it remembers.</param>
/// <param name="Profile">The folder of settings that was made for it, if one was.</param>
internal sealed record BrowserWindow(IBrowserContext Context, string? Profile = null) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync();
        try
        {
            if (Profile is not null) Directory.Delete(Profile, recursive: true);
        }
        catch (IOException)
        {
            // The browser still writes while it ends; the system clears its temporary files by itself.
        }
    }
}
