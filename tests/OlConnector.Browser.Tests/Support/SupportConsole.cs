using OlConnector.Sandbox;

namespace OlConnector.Browser.Tests.Support;

/// <summary>The console of the vendor's support, which no portal frames.</summary>
internal sealed class SupportConsole : IAsyncDisposable
{
    private readonly BrowserWindow _window;

    private SupportConsole(BrowserWindow window, IPage page, Look look) => (_window, Page, Look) = (window, page, look);

    internal IPage Page { get; }

    internal Look Look { get; }

    /// <summary>Opens it; nobody is in yet.</summary>
    internal static async Task<SupportConsole> OpenAsync(World world, Look look)
    {
        var window = await Browser.OpenAsync(look);
        var page = await window.Context.NewPageAsync();
        await page.GotoAsync($"{world.Launch.AppUrl}/support");
        return new SupportConsole(window, page, look);
    }

    internal ILocator Button(string name, bool exact = false) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact });

    /// <summary>Types a token as a person does.</summary>
    internal async Task EnterAsync(string? token = null)
    {
        await Page.Locator("input[type=password]").FillAsync(token ?? Launch.OperatorToken);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Looks well to everybody, and a picture of it is kept.</summary>
    internal async Task ShouldLookWellAsync(string screen)
    {
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures.Folder, $"{screen}-{Look}.png") });
        (await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await Axe.ShouldFindNothingAsync(Page.MainFrame);
    }

    public ValueTask DisposeAsync() => _window.DisposeAsync();
}
