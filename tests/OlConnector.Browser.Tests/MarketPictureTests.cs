using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>The pictures of the Market's card (manifest/screenshots), with the sandbox's invented people.</summary>
public sealed class MarketPictureTests(MailingWorld world) : IClassFixture<MailingWorld>
{
    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_screens_of_the_card_are_shown_whole_and_keep_the_Market_s_size(string language)
    {
        var look = new Look { Language = language, User = Look.Marketer, Height = 720 };
        await using var page = await world.OpenAsync(look);

        await page.GoAsync("#/campaigns");
        await page.App.Locator("li a").First.ClickAsync();
        await Assertions.Expect(page.Button(look.Says("Остановить", "Stop")).First).ToBeVisibleAsync();
        await page.KeepPictureAsync("market-mailing");
        foreach (var (path, heading, screen) in new[]
        {
            ("#/messages", look.Says("Сообщения", "Messages"), "messages"),
            ("#/compose", look.Says("Проверка текста", "Text check"), "composer"),
            ("#/lines", look.Says("Линии", "Lines"), "lines"),
        })
        {
            await page.GoAsync(path);
            await Assertions.Expect(page.Heading(heading).First).ToBeVisibleAsync();
            if (screen == "composer")
            {
                await page.Button(look.Says("Показать пример", "Show an example")).ClickAsync();
                await Assertions.Expect(page.Button(look.Says("Другой", "Another"))).ToBeEnabledAsync();
            }

            await page.ShouldNotScrollSidewaysAsync();
            await page.KeepPictureAsync($"market-{screen}");
        }
    }
}
