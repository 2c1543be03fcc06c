using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>How a mailing and its messages look, and what others than the marketer see of them.</summary>
public sealed class MailingScreenTests(MailingWorld world) : IClassFixture<MailingWorld>
{
    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_message_is_found_by_the_last_digits_of_its_number_and_looked_at(string language)
    {
        var look = new Look { Language = language, User = Look.Marketer };
        await using var page = await world.OpenAsync(look);
        await page.GoAsync("#/messages");
        var found = Numbers(page);
        var number = await found.First.InnerTextAsync();
        var tail = string.Concat(number.Where(char.IsAsciiDigit))[^7..];

        await page.App.GetByRole(AriaRole.Searchbox).FillAsync($"{tail[..3]}-{tail[3..5]}-{tail[5..]}");
        await Assertions.Expect(page.App.GetByText(look.Says("Найдено 1", "1 found"), new() { Exact = true })).ToBeVisibleAsync();
        await found.First.ClickAsync();

        var drawer = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer.GetByText(number).First).ToBeVisibleAsync();
        await Assertions.Expect(drawer.GetByText(look.Says("Принято из Bitrix24", "Accepted from Bitrix24"))).ToBeVisibleAsync();
        await Assertions.Expect(drawer.GetByText("скидка 15 %").First).ToBeVisibleAsync();
        page.Frame.Url.ShouldContain("message=");
    }

    [BrowserFact]
    public async Task The_drawer_walks_through_the_list_and_gives_the_focus_back()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        await page.GoAsync("#/messages");
        await Numbers(page).First.ClickAsync();
        var drawer = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer.GetByText("1 / 50")).ToBeVisibleAsync();

        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(drawer.GetByText("2 / 50")).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(drawer).ToBeHiddenAsync();
        page.Frame.Url.ShouldNotContain("message=");
    }

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_viewer_sees_masks_and_why_nothing_can_be_pressed(string language)
    {
        var look = new Look { Language = language, User = MailingWorld.Viewer };
        await using var page = await world.OpenAsync(look);
        await page.GoAsync("#/campaigns");
        await page.App.Locator("li a").First.ClickAsync();

        var stop = page.Button(look.Says("Остановить", "Stop"));
        await Assertions.Expect(stop).ToHaveAttributeAsync("aria-disabled", "true");
        var why = look.Says("Это может маркетолог", "Only a marketer can do this");
        await Assertions.Expect(page.App.GetByText(why).First).ToBeAttachedAsync();
        await Assertions.Expect(page.App.GetByText(look.Says("Текст скрыт", "The text is hidden")).First).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText("скидка")).ToHaveCountAsync(0);
    }

    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Mailings_and_messages_look_well(string language, bool isDark, int width)
    {
        await using var page = await world.OpenAsync(
            new Look { Language = language, IsDark = isDark, Width = width, User = Look.Marketer });

        await page.GoAsync("#/campaigns");
        await Assertions.Expect(MailingWorld.Row(page)).ToBeVisibleAsync();
        await ShouldBeWellAsync(page, "campaigns");

        await MailingWorld.ShowAsync(page);
        await Assertions.Expect(page.App.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await ShouldBeWellAsync(page, "campaign");

        await page.GoAsync("#/messages");
        await Assertions.Expect(page.App.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await ShouldBeWellAsync(page, "messages");

        await Numbers(page).First.ClickAsync();
        await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog).Locator("ol li").First).ToBeVisibleAsync();
        await ShouldBeWellAsync(page, "message");
        page.Watch.Complaints.ShouldBeEmpty();
    }

    /// <summary>Who the messages of the table go to: the links that open them.</summary>
    private static ILocator Numbers(PortalPage page) => page.App.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link);

    private static async Task ShouldBeWellAsync(PortalPage page, string screen)
    {
        await page.KeepPictureAsync(screen);
        await page.ShouldNotScrollSidewaysAsync();
        await Axe.ShouldFindNothingAsync(page);
    }
}
