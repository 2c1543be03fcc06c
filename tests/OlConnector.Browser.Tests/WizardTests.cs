using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>The wizard on a portal that works already: another line, somebody who may not, and how it looks.</summary>
public sealed class WizardTests(SettledWorld world) : IClassFixture<SettledWorld>
{
    [BrowserFact]
    public async Task A_marketer_is_told_what_to_ask_the_administrator_for()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });

        await page.GoAsync("/install");

        await Assertions.Expect(page.Heading("Подключает администратор")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Скопировать текст")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Подключить")).ToHaveCountAsync(0);
    }

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_telephone_may_be_linked_by_a_code(string language)
    {
        await using var page = await world.OpenAsync(new Look { Language = language });
        await page.GoAsync($"/install?line={world.Lines[SettledWorld.Unlinked]}&step=line");

        await page.Button(page.Look.Says("Войти по коду", "Use a code instead")).ClickAsync();
        await page.Button(page.Look.Says("Получить код", "Get a code")).ClickAsync();

        await Assertions.Expect(page.App.GetByText(world.Launch.Cloud.Phones.Logins.Offers.Single().Code)).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_the_gateway_does_not_take_is_said_at_its_field()
    {
        await using var page = await world.OpenAsync();
        await page.GoAsync("/install?line=new&step=line");

        await page.App.GetByText("WhatsApp через Green-API").ClickAsync();
        await page.Button("Подключить").First.ClickAsync();

        await Assertions.Expect(page.App.GetByText("Заполните это поле").First).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Steps_look_well(string language, bool isDark, int width)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, IsDark = isDark, Width = width });
        var (line, unlinked) = (world.Lines[SettledWorld.Second], world.Lines[SettledWorld.Unlinked]);
        (string Name, string Path)[] steps =
        [
            ("install-need", "/install?line=new&step=need"), ("install-line", "/install?line=new&step=line"),
            ("install-link", $"/install?line={unlinked}&step=line"), ("install-pace", $"/install?line={line}&step=pace"),
            ("install-check", $"/install?line={line}&step=check"), ("install-done", $"/install?line={line}&step=done"),
        ];

        foreach (var (name, path) in steps)
        {
            await page.GoAsync(path);
            await Assertions.Expect(page.App.Locator("#step-title")).ToBeVisibleAsync();
            if (name == "install-link") await Assertions.Expect(page.App.Locator("img.qr")).ToBeVisibleAsync();
            await page.KeepPictureAsync(name);
            await page.ShouldNotScrollSidewaysAsync();
            await Axe.ShouldFindNothingAsync(page);
        }

        page.Watch.Complaints.ShouldBeEmpty();
    }
}
