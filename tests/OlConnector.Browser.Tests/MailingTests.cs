using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer's way with a mailing: launched in CRM-Marketing, counted, paused, released, stopped.</summary>
public sealed class MailingTests(World world) : IClassFixture<World>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_marketer_launches_a_letter_sees_it_counted_pauses_resumes_releases_and_stops(string language)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, User = Look.Marketer });
        await LaunchAsync(page);

        await page.GoAsync("#/campaigns");
        await page.App.GetByRole(AriaRole.Link, new() { Name = page.Look.Says("чистка бесплатно", "cleaning is free") }).ClickAsync();
        await Assertions.Expect(page.Button(page.Look.Says("Все 130", "All 130"))).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(Waiting(page)).ToBeVisibleAsync();

        var pause = page.Button(page.Look.Says("Пауза", "Pause"));
        await pause.ClickAsync();
        await Assertions.Expect(page.App.GetByText(page.Look.Says("На паузе:", "Paused:"))).ToBeVisibleAsync();
        await page.Button(page.Look.Says("Продолжить", "Go on")).ClickAsync();
        await Assertions.Expect(pause).ToBeVisibleAsync();

        await ReleaseAsync(page);
        await StopAsync(page);
        page.Watch.Complaints.ShouldBeEmpty();
    }

    /// <summary>In the portal beside the app, as a person would.</summary>
    private async Task LaunchAsync(PortalPage page)
    {
        var portal = await page.Page.Context.NewPageAsync();
        await portal.GotoAsync($"{world.Portal.BaseUrl}/?lang={page.Look.Language}&user={Look.Marketer}");
        await portal.Locator("#tab-letter").ClickAsync();
        var segments = await portal.Locator("#segment option").AllInnerTextsAsync();
        var large = segments.First(name => name.StartsWith(MailingWorld.Large, StringComparison.Ordinal));
        await portal.Locator("#segment").SelectOptionAsync(new SelectOptionValue { Label = large });
        await portal.Locator("#letter-text").FillAsync(page.Look.Says(
            "До конца месяца чистка бесплатно, {ждём вас|приходите}.", "Until June cleaning is free, {come and see|be our guest}."));
        await portal.Locator("#launch").ClickAsync();
        await Assertions.Expect(portal.Locator("#launched")).Not.ToBeEmptyAsync();
        await portal.CloseAsync();
    }

    private static async Task ReleaseAsync(PortalPage page)
    {
        await page.Button(page.Look.Says("Отправить все", "Send all")).ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText(page.Look.Says("Последнее уйдёт", "The last one leaves"))).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = page.Look.Says("Отправить", "Send") }).ClickAsync();
        await Assertions.Expect(Waiting(page)).ToBeHiddenAsync();
    }

    private static async Task StopAsync(PortalPage page)
    {
        var stop = page.Button(page.Look.Says("Остановить", "Stop"));
        await stop.ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText(page.Look.Says("Это нельзя отменить", "This cannot be undone"))).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = page.Look.Says("Остановить, снять", "Stop, remove") }).ClickAsync();
        await Assertions.Expect(page.App.GetByText(page.Look.Says("Остановлена:", "Stopped:"))).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(stop).ToBeHiddenAsync();
    }

    private static ILocator Waiting(PortalPage page) =>
        page.App.GetByText(page.Look.Says("ждут вашего решения", "wait for your decision"));
}
