using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer sends again what a mailing that has ended did not bring.</summary>
public sealed class RestartTests(EndedMailingWorld world) : IClassFixture<EndedMailingWorld>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [BrowserFact]
    public async Task Failed_messages_of_a_mailing_that_has_ended_go_out_again_as_a_mailing_of_their_own()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        await page.GoAsync("#/campaigns");
        await page.App.GetByRole(AriaRole.Link, new() { Name = "Запись на осмотр" }).First.ClickAsync();
        var again = page.Button("Отправить снова");
        await Assertions.Expect(again).ToBeVisibleAsync(Patiently);

        await again.ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("Те, что не дошли: 1")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByText("Все сообщения: 3")).ToBeVisibleAsync();
        await page.KeepPictureAsync("campaign-restart");
        await Axe.ShouldFindNothingAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Отправить 1" }).ClickAsync();

        var first = page.App.GetByRole(AriaRole.Link, new() { Name = "Открыть первую" });
        await Assertions.Expect(first).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.Button("Все 1")).ToBeVisibleAsync(Patiently);
        await first.ClickAsync();
        await Assertions.Expect(page.App.GetByText("Повторные рассылки:")).ToBeVisibleAsync(Patiently);
        page.Watch.Complaints.ShouldBeEmpty();
    }
}
