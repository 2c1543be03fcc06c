using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer meets a spent demo, sees what used it, and sends what it refused once the portal has paid.</summary>
public sealed class DemoTests
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_spent_demo_shows_what_used_it_and_after_payment_sends_what_it_refused(string language)
    {
        var (world, look) = (new DemoWorld(), new Look { Language = language, User = Look.Marketer });
        await world.InitializeAsync();
        try
        {
            await LookAtLedgerAsync(world, look);
            await world.PayAsync();
            await SendRefusedAsync(world, look);
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    private static async Task LookAtLedgerAsync(DemoWorld world, Look look)
    {
        await using var page = await world.OpenAsync(look);
        await page.GoAsync("#/lines");
        await Assertions.Expect(
            page.App.GetByText(look.Says("Пробные 10 сообщений закончились", "The 10 trial messages are used up")))
            .ToBeVisibleAsync(Patiently);
        await page.App.GetByRole(AriaRole.Link, new() { Name = look.Says("На что ушли пробные сообщения", "What used the trial messages") })
            .ClickAsync();

        await Assertions.Expect(page.App.GetByText(look.Says("0 из 10", "0 of 10"))).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText(look.Says("2 сообщения", "2 messages"), new() { Exact = true })).ToBeVisibleAsync();
        var units = page.App.GetByRole(AriaRole.Link, new() { Name = look.Says("Сообщение", "Message"), Exact = true });
        await Assertions.Expect(units).ToHaveCountAsync(10);
        await page.KeepPictureAsync("demo-spent");
        await Axe.ShouldFindNothingAsync(page);
        page.Watch.Complaints.ShouldBeEmpty();
    }

    private static async Task SendRefusedAsync(DemoWorld world, Look look)
    {
        await using var page = await world.OpenAsync(look);
        await page.GoAsync("#/lines");
        await page.App.GetByRole(AriaRole.Link, new() { Name = look.Says("Выбрать рассылки", "Choose mailings") }).ClickAsync();
        await page.Button(look.Says("Отправить 2", "Send 2")).ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText(look.Says("Никто не получит письмо дважды", "Nobody gets the letter twice")))
            .ToBeVisibleAsync();
        await page.KeepPictureAsync("demo-send-refused");
        await Axe.ShouldFindNothingAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = look.Says("Отправить 2", "Send 2") }).ClickAsync();

        await Assertions.Expect(page.App.GetByText(look.Says("Это повторная рассылка", "This mailing sends another one again")))
            .ToBeVisibleAsync(Patiently);
        await page.GoAsync("#/demo");
        await Assertions.Expect(page.App.GetByText(look.Says("Приложение оплачено, пробные", "The app is paid for, and the limits")))
            .ToBeVisibleAsync();
        await Assertions.Expect(page.Button(look.Says("Отправить 2", "Send 2"))).ToBeHiddenAsync();
        page.Watch.Complaints.ShouldBeEmpty();
    }
}
