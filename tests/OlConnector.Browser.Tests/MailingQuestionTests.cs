using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>What asks before a mailing is steered: well to look at, within reach in every frame, and answered by keys alone.</summary>
public sealed class MailingQuestionTests(MailingWorld world) : IClassFixture<MailingWorld>
{
    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Every_question_looks_well(string language, bool isDark, int width)
    {
        await using var page = await OpenAsync(new Look { Language = language, IsDark = isDark, Width = width, User = Look.Marketer });
        (string Name, string Button)[] questions =
        [
            ("some", page.Look.Says("Отправить часть", "Send some")), ("all", page.Look.Says("Отправить все", "Send all")),
            ("discard", page.Look.Says("Снять", "Remove")), ("stop", page.Look.Says("Остановить", "Stop")),
        ];
        foreach (var (name, button) in questions)
        {
            await page.Button(button).First.ClickAsync();
            await ShouldAskWellAsync(page, name);
        }

        foreach (var (name, item) in new[]
        {
            ("change", page.Look.Says("Название и порядок", "Name and order")),
            ("clear", page.Look.Says("Снять неотправленные", "Remove the unsent")),
        })
        {
            await page.Button(page.Look.Says("Другие действия", "More actions")).ClickAsync();
            await page.App.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
            await ShouldAskWellAsync(page, name);
        }

        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserTheory]
    [InlineData(2400)]
    [InlineData(420)]
    public async Task A_question_stands_in_the_part_of_the_frame_that_is_seen(int frameHeight)
    {
        await using var page = await OpenAsync(new Look { User = Look.Marketer, FrameHeight = frameHeight });
        await page.Button("Остановить").ScrollIntoViewIfNeededAsync();

        await page.Button("Остановить").ClickAsync();

        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await page.ShouldBeInSightAsync(dialog.GetByRole(AriaRole.Heading));
        await page.ShouldBeInSightAsync(dialog.GetByRole(AriaRole.Button, new() { Name = "Остановить, снять" }));
        await page.KeepPictureAsync($"campaign-ask-frame-{frameHeight}");
    }

    [BrowserFact]
    public async Task A_mailing_is_paused_and_goes_on_by_keys_alone()
    {
        await using var page = await OpenAsync(new Look { User = Look.Marketer });
        await TabToAsync(page, "Пауза");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.App.GetByText("На паузе:")).ToBeVisibleAsync();

        await TabToAsync(page, "Продолжить");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Button("Пауза")).ToBeVisibleAsync();

        await TabToAsync(page, "Остановить");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Assertions.Expect(page.Button("Остановить")).ToBeFocusedAsync();
    }

    private async Task<PortalPage> OpenAsync(Look look)
    {
        var page = await world.OpenAsync(look);
        await MailingWorld.ShowAsync(page);
        return page;
    }

    private static async Task ShouldAskWellAsync(PortalPage page, string name)
    {
        await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.KeepPictureAsync($"campaign-ask-{name}");
        await page.ShouldNotScrollSidewaysAsync();
        await Axe.ShouldFindNothingAsync(page);
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    /// <summary>As somebody without a mouse: on and on until it has the focus.</summary>
    private static async Task TabToAsync(PortalPage page, string button)
    {
        await page.Frame.EvaluateAsync("() => document.querySelector('#content').focus()");
        for (var presses = 0; presses < 40; presses++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (await page.Frame.EvaluateAsync<string>("() => document.activeElement?.textContent?.trim() ?? ''") == button) return;
        }

        throw new InvalidOperationException($"Forty steps by the Tab key do not lead to {button}.");
    }
}
