using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>
/// A mailing from end to end: prepared, pasted and launched in CRM-Marketing, collected, cut by the guard, sent in waves, and what failed
/// sent again.
/// </summary>
public sealed class FlowTests(FlowWorld world) : IClassFixture<FlowWorld>
{
    private const int Limit = 3;
    private const int All = FlowWorld.Reached + 1;

    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 90_000 };

    [BrowserFact]
    public async Task A_mailing_is_prepared_pasted_collected_guarded_sent_in_waves_and_its_failed_messages_go_out_again()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        var text = await PrepareAsync(page);

        await Marketing.LaunchAsync(world, page, text, FlowWorld.Segment);
        await SeeCollectedAsync(page);
        await SplitAsync(page);
        await ReleaseRestAsync(page);
        await RestartFailedAsync(page);

        page.Watch.Complaints.ShouldBeEmpty();
    }

    private static async Task<string> PrepareAsync(PortalPage page)
    {
        await page.GoAsync("/prepare");
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = "Текст рассылки" }).FillAsync("Добрый день, #NAME#! Осмотр со скидкой.");
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = "Название" }).FillAsync("Осмотр");
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = "Сколько номеров уходит сразу" }).FillAsync($"{Limit}");
        await page.App.GetByRole(AriaRole.Combobox, new() { Name = "Сначала собрать рассылку целиком" }).ClickAsync();
        await page.App.GetByRole(AriaRole.Option, new() { Name = "Да", Exact = true }).ClickAsync();
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = "Сообщить об окончании на номер" }).FillAsync("+79161230055");
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("flow-prepare");
        await page.App.GetByRole(AriaRole.Button, new() { Name = "Подготовить", Exact = true }).ClickAsync();
        var text = page.App.Locator("pre");
        await Assertions.Expect(text).ToContainTextAsync("[[c:");
        await Assertions.Expect(page.App.GetByText("Сначала соберётся целиком")).ToBeVisibleAsync();
        return (await text.InnerTextAsync()).Trim();
    }

    private static async Task SeeCollectedAsync(PortalPage page)
    {
        // The page of a mailing that awaits its letter looks seldom; the list looks at once.
        await page.GoAsync("/campaigns");
        await page.App.GetByRole(AriaRole.Link, new() { Name = "Осмотр" }).First.ClickAsync();
        await Assertions.Expect(page.App.GetByText("Рассылка собирается: пришло")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.Button("Отправить сейчас")).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText("правило рассылки")).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("flow-collecting");
        await Assertions.Expect(page.Button("Отправить сейчас")).ToBeHiddenAsync(new() { Timeout = 90_000 });
    }

    private static async Task SplitAsync(PortalPage page)
    {
        await Assertions.Expect(page.App.GetByText($"{All - Limit} сообщений ждут вашего решения.")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.App.GetByText("Без решения снимем их сами")).ToBeVisibleAsync();
        await page.KeepPictureAsync("flow-held");
        await page.Button("Отправить волнами").ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Сообщений в волне" }).FillAsync("3");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Наметить волны" }).ClickAsync();
        await Assertions.Expect(page.App.GetByText("Волна 2")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.App.GetByText("3 из 3")).ToBeVisibleAsync(Patiently);
        await page.KeepPictureAsync("flow-waves");
    }

    private static async Task ReleaseRestAsync(PortalPage page)
    {
        await page.Button("Отменить оставшиеся").ClickAsync();
        await page.Button("Отправить все 2").ClickAsync();
        await page.App.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Отправить 2" }).ClickAsync();
        await Assertions.Expect(page.App.GetByText("Рассылка завершена: ушло 7 из 8")).ToBeVisibleAsync(Patiently);
    }

    private static async Task RestartFailedAsync(PortalPage page)
    {
        await page.Button("Отправить снова").ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("Те, что не дошли: 1")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Отправить 1" }).ClickAsync();
        await Assertions.Expect(page.App.GetByRole(AriaRole.Link, new() { Name = "Открыть первую" })).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.Button("Все 1")).ToBeVisibleAsync(Patiently);
    }
}
