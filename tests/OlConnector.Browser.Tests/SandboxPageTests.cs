using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>The sandbox's portal as people use it: its menu, roles, bell, letters and telephones around the app.</summary>
public sealed class SandboxPageTests(SandboxPageTests.FastWorld world) : IClassFixture<SandboxPageTests.FastWorld>
{
    private static readonly Look WithPortal = new() { WithPortal = true, Width = 1440, Height = 900 };

    [BrowserFact]
    public async Task A_newcomer_is_told_the_next_step_and_installs_from_the_portal()
    {
        await using var page = await world.OpenAsync(WithPortal, world.Launch.Fresh);
        await Assertions.Expect(page.Page.Locator("#steps .now")).ToHaveTextAsync("Установите приложение");
        await page.KeepPictureAsync("sandbox-fresh");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Установить приложение" }).Last.ClickAsync();

        await Assertions.Expect(page.App.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        page.Frame.Url.ShouldContain("/b24/install");
    }

    [BrowserFact]
    public async Task Another_person_sits_down_with_another_role()
    {
        await using var page = await world.OpenAsync(WithPortal);
        await Assertions.Expect(page.App.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();

        await page.Page.SelectOptionAsync("#user", $"{Look.Marketer}");
        await Assertions.Expect(page.Page.Locator("#role")).ToHaveValueAsync("marketer");
        await ShouldHaveRoleAsync(page, "marketer");

        await page.Page.SelectOptionAsync("#role", "viewer");
        await ShouldHaveRoleAsync(page, "viewer");
    }

    [BrowserFact]
    public async Task A_letter_of_CRM_Marketing_arrives_on_a_telephone()
    {
        await using var page = await world.OpenAsync(WithPortal);
        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "CRM-маркетинг" }).ClickAsync();
        await page.Page.SelectOptionAsync("#segment", new SelectOptionValue { Index = 0 });

        await page.Page.FillAsync("#letter-text", "Здравствуйте, #NAME#!");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Запустить рассылку" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator("#phones .bubble").First).ToContainTextAsync("Здравствуйте");
        await page.KeepPictureAsync("sandbox-letter");
        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "Приложение" }).ClickAsync();
        await Assertions.Expect(page.App.GetByText("WhatsApp «Отдел продаж»").First).ToBeVisibleAsync();
        await page.KeepPictureAsync("sandbox");
    }

    [BrowserFact]
    public async Task The_bell_shows_what_the_app_told_this_person()
    {
        world.Portal.Bells[(Look.Administrator, "line")] = (1, "Линия остановлена: телефон вышел из аккаунта.");
        await using var page = await world.OpenAsync(WithPortal);

        await Assertions.Expect(page.Page.Locator("#bell-count")).ToHaveTextAsync("1");
        await page.Page.ClickAsync("#bell");

        await Assertions.Expect(page.Page.Locator("#notices li")).ToHaveTextAsync("Линия остановлена: телефон вышел из аккаунта.");
    }

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_portal_fits_a_narrow_window(string language)
    {
        await using var page = await world.OpenAsync(new Look { WithPortal = true, Language = language, Width = 390 });
        await Assertions.Expect(page.Page.Locator("#fresh")).ToBeVisibleAsync();

        foreach (var tab in new[] { "letter", "card", "phones", "statuses", "app" })
        {
            await page.Page.ClickAsync($"#tab-{tab}");
            var (wide, main) = (
                await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"),
                await page.Page.EvaluateAsync<int>("() => document.querySelector('main').clientWidth"));
            wide.ShouldBeLessThanOrEqualTo(0, tab);
            main.ShouldBeGreaterThan(340, tab);
        }

        await page.Page.ClickAsync("#bell");
        (await page.Page.Locator("#notices-box").BoundingBoxAsync()).ShouldNotBeNull().X.ShouldBeGreaterThanOrEqualTo(0);
        await page.KeepPictureAsync("sandbox-narrow");
    }

    /// <summary>The session in the frame says who looks. A frame that is being replaced has none for a moment.</summary>
    private static Task ShouldHaveRoleAsync(PortalPage page, string role) => Assertions
        .Expect(page.App.Locator($"""xpath=//script[@id='olc-session'][contains(., '"role":"{role}"')]""")).ToHaveCountAsync(1);

    public sealed class FastWorld : World
    {
        private protected override double Speed => 20;
    }
}
