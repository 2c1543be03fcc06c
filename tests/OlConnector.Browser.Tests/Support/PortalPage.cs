using OlConnector.Sandbox.Portals;

namespace OlConnector.Browser.Tests.Support;

/// <summary>A portal's page with the app in its frame, as in the portal's slider: nothing else stands in the window.</summary>
public sealed class PortalPage : IAsyncDisposable
{
    private readonly BrowserWindow _window;

    private PortalPage(BrowserWindow window, IPage page, Watch watch, Look look, string appUrl) =>
        (_window, Page, Watch, Look, AppUrl) = (window, page, watch, look, appUrl);

    /// <summary>The portal around the frame.</summary>
    public IPage Page { get; }

    /// <summary>What the browser asked for and complained of.</summary>
    public Watch Watch { get; }

    /// <summary>Who looks, and how.</summary>
    public Look Look { get; }

    /// <summary>Where the product listens.</summary>
    public string AppUrl { get; }

    /// <summary>The app: the frame in front.</summary>
    public IFrameLocator App => Page.FrameLocator("#frame iframe >> nth=-1");

    /// <summary>The app's frame, to run something in it.</summary>
    public IFrame Frame => Page.Frames.Last(frame => frame.Url.StartsWith(AppUrl, StringComparison.Ordinal));

    /// <summary>Opens it, and waits for the app's first heading where the app is opened at once.</summary>
    internal static async Task<PortalPage> OpenAsync(World world, SandboxPortal portal, Look look)
    {
        var window = await Browser.OpenAsync(look);
        var page = await window.Context.NewPageAsync();
        page.SetDefaultTimeout((float)Browser.Patience.TotalMilliseconds);
        var opened = new PortalPage(window, page, Watch.Over(page), look, world.Launch.AppUrl);
        var frame = $"{(look.WithPortal ? "" : "&bare&open")}{(look.FrameHeight is { } height ? $"&height={height}" : "")}";
        var place = look.Placement is { } on ? $"&placement={on.Code}&ID={on.Id}" : "";
        await page.GotoAsync($"{portal.BaseUrl}/?lang={look.Language}&user={look.User}{frame}{place}");
        if (!look.WithPortal) await opened.ShouldShowTheInterfaceAsync();
        return opened;
    }

    /// <summary>A visitor whom nobody could verify sees a notice instead; what it says is why the test fails.</summary>
    private async Task ShouldShowTheInterfaceAsync()
    {
        var heading = App.GetByRole(AriaRole.Heading).First;
        await Assertions.Expect(heading).ToBeVisibleAsync();
        (await App.Locator("#app").CountAsync()).ShouldBe(1, await heading.TextContentAsync());
    }

    /// <summary>A heading of the app by its words.</summary>
    public ILocator Heading(string name) => App.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>A button of the app by its words.</summary>
    public ILocator Button(string name) => App.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>Goes to a screen as a link of the interface would: the frame keeps its page.</summary>
    public Task GoAsync(string path) => Frame.EvaluateAsync("path => { location.hash = path }", path);

    /// <summary>Fails when the page is wider than the frame.</summary>
    public async Task ShouldNotScrollSidewaysAsync() =>
        (await Frame.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);

    /// <summary>Fails when a part of an element is outside what a person sees of a frame that is larger than the window.</summary>
    public async Task ShouldBeInSightAsync(ILocator element)
    {
        var box = (await element.BoundingBoxAsync()).ShouldNotBeNull();
        box.Y.ShouldBeGreaterThanOrEqualTo(0);
        (box.Y + box.Height).ShouldBeLessThanOrEqualTo(Look.Height + 0.5f);
    }

    /// <summary>Keeps a picture of the window for people to look at: <c>screen-ru-dark-390.png</c>.</summary>
    public Task KeepPictureAsync(string screen) =>
        Page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(Pictures.Folder, $"{screen}-{Look}.png") });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _window.DisposeAsync();
}

/// <summary>Where pictures are kept: outside of the repository.</summary>
internal static class Pictures
{
    internal static string Folder { get; } =
        Environment.GetEnvironmentVariable("OLC_SCREENSHOTS") is { Length: > 0 } folder
            ? folder
            : System.IO.Path.Combine(System.IO.Path.GetTempPath(), "olconnector-screenshots");
}
