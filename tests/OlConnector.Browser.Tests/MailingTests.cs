using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer's way with a mailing: launched in CRM-Marketing, counted, paused, released, stopped.</summary>
public sealed class MailingTests(World world) : IClassFixture<World>
{
    private const string Letter = "До конца месяца чистка бесплатно, {ждём вас|приходите}.";

    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [BrowserFact]
    public async Task A_marketer_launches_a_letter_sees_it_counted_pauses_resumes_releases_and_stops()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        await LaunchAsync(page);

        await page.GoAsync("#/campaigns");
        await page.App.GetByRole(AriaRole.Link, new() { Name = "чистка бесплатно" }).ClickAsync();
        await Assertions.Expect(page.Button("Все 130")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.App.GetByText("ждут вашего решения")).ToBeVisibleAsync();

        await page.Button("Пауза").ClickAsync();
        await Assertions.Expect(page.App.GetByText("На паузе:")).ToBeVisibleAsync();
        await page.Button("Продолжить").ClickAsync();
        await Assertions.Expect(page.Button("Пауза")).ToBeVisibleAsync();

        await ReleaseAsync(page);
        await StopAsync(page);
        page.Watch.Complaints.ShouldBeEmpty();
    }

    /// <summary>In the portal beside the app, as a person would.</summary>
    private async Task LaunchAsync(PortalPage page)
    {
        var portal = await page.Page.Context.NewPageAsync();
        await portal.GotoAsync($"{world.Portal.BaseUrl}/?lang=ru&user={Look.Marketer}");
        await portal.Locator("#tab-letter").ClickAsync();
        var segments = await portal.Locator("#segment option").AllInnerTextsAsync();
        var large = segments.First(name => name.StartsWith(MailingWorld.Large, StringComparison.Ordinal));
        await portal.Locator("#segment").SelectOptionAsync(new SelectOptionValue { Label = large });
        await portal.Locator("#letter-text").FillAsync(Letter);
        await portal.Locator("#launch").ClickAsync();
        await Assertions.Expect(portal.Locator("#launched")).Not.ToBeEmptyAsync();
        await portal.CloseAsync();
    }

    private static async Task ReleaseAsync(PortalPage page)
    {
        await page.Button("Отправить все").ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("Последнее уйдёт")).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Отправить" }).ClickAsync();
        await Assertions.Expect(page.App.GetByText("ждут вашего решения")).ToBeHiddenAsync();
    }

    private static async Task StopAsync(PortalPage page)
    {
        await page.Button("Остановить").ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("Это нельзя отменить")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Остановить, снять" }).ClickAsync();
        await Assertions.Expect(page.App.GetByText("Остановлена:")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.Button("Остановить")).ToBeHiddenAsync();
    }
}
