using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer checks a text, mends it, copies it, and finds the way to CRM-Marketing.</summary>
public sealed class ComposerTests(World world) : IClassFixture<World>
{
    /// <summary>The first dry run of a product that has just been started may take its time.</summary>
    private static readonly LocatorAssertionsToHaveTextOptions Patiently = new() { Timeout = 30_000 };

    private const string Broken = "{Здравствуйте|Добрый день}, {{ NAME ?? \"друг\" }}!\n\nСкидка {сегодня|завтра. Ответьте СТОП.";

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_marketer_mends_an_error_and_copies_the_text(string language)
    {
        var look = new Look { Language = language, User = Look.Marketer };
        await using var page = await OpenAsync("/compose", look);
        var text = page.App.GetByRole(AriaRole.Textbox, new() { Name = look.Says("Текст рассылки", "Text of the mailing") });
        await text.FillAsync(Broken);

        var error = page.Button(look.Says("Строка 3", "Line 3"));
        await Assertions.Expect(error).ToContainTextAsync(
            look.Says("Скобка открыта и не закрыта", "A bracket is opened and never closed"));
        await error.ClickAsync();
        (await CaretAsync(text)).ShouldBe(Broken.IndexOf("{сегодня", StringComparison.Ordinal));

        await text.FillAsync(Broken.Replace("завтра.", "завтра}.", StringComparison.Ordinal));
        await Assertions.Expect(error).ToBeHiddenAsync();
        await Assertions.Expect(Count(page, look.Says("Разных текстов", "Different texts"))).ToHaveTextAsync("4", Patiently);
        await Assertions.Expect(page.App.GetByText(look.Says("Игорь!", "Alex!"))).ToBeVisibleAsync();

        await page.Button(look.Says("Скопировать для CRM-маркетинга", "Copy for CRM Marketing")).ClickAsync();
        await Assertions.Expect(page.App.GetByText(look.Says("Текст скопирован", "The text is copied")))
            .ToContainTextAsync("[OlConnector] WhatsApp «Отдел продаж»");
        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_broken_text_is_not_copied_and_the_button_says_why()
    {
        await using var page = await OpenAsync("/compose");
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = "Текст рассылки" }).FillAsync("{a|b");
        await Assertions.Expect(page.Button("Строка 1")).ToBeVisibleAsync();

        var copy = page.Button("Скопировать для CRM-маркетинга");
        await copy.FocusAsync();

        await Assertions.Expect(copy).ToHaveAttributeAsync("aria-disabled", "true");
        await Assertions.Expect(copy).ToHaveAccessibleDescriptionAsync("Сначала исправьте ошибки: сообщения с таким текстом не уйдут");
    }

    [BrowserFact]
    public async Task The_whole_way_goes_by_keyboard()
    {
        await using var page = await OpenAsync("/compose");
        var text = page.App.GetByRole(AriaRole.Textbox, new() { Name = "Текст рассылки" });
        await text.FocusAsync();
        await page.Page.Keyboard.TypeAsync("{да|нет");

        await page.Button("Строка 1").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        (await CaretAsync(text)).ShouldBe(0);
        await page.Page.Keyboard.PressAsync("Control+End");
        await page.Page.Keyboard.TypeAsync("}, ");
        await page.Button("Поле").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(text).ToHaveValueAsync("{да|нет}, {{ NAME ?? \"друг\" }}");
        await Assertions.Expect(text).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Control+Z");
        await Assertions.Expect(text).ToHaveValueAsync("{да|нет}, ");
    }

    [BrowserFact]
    public async Task Latin_letters_save_parts_and_can_be_taken_back()
    {
        await using var page = await OpenAsync("/compose");
        var cyrillic = string.Concat(Enumerable.Repeat("Приходите завтра. ", 5)).Trim();
        var text = page.App.GetByRole(AriaRole.Textbox, new() { Name = "Текст рассылки" });
        await text.FillAsync(cyrillic);
        await Assertions.Expect(Count(page, "Частей SMS")).ToHaveTextAsync("2", Patiently);

        await page.App.GetByRole(AriaRole.Switch, new() { Name = "Транслитом" }).ClickAsync();

        await Assertions.Expect(page.App.GetByText("Было частей: 2, стало: 1.")).ToBeVisibleAsync();
        await Assertions.Expect(text).ToHaveValueAsync(string.Concat(Enumerable.Repeat("Prikhodite zavtra. ", 5)).Trim());
        await page.Button("Вернуть кириллицу").ClickAsync();
        await Assertions.Expect(text).ToHaveValueAsync(cyrillic);
    }

    [BrowserFact]
    public async Task The_draft_outlives_a_look_at_another_screen_and_stands_in_the_steps()
    {
        await using var page = await OpenAsync("/compose");
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = "Текст рассылки" }).FillAsync("Ждём вас. СТОП");
        await page.GoAsync("/launch");

        await Assertions.Expect(page.Heading("Как запустить рассылку")).ToBeVisibleAsync();
        await Assertions.Expect(page.App.Locator("pre")).ToHaveTextAsync("Ждём вас. СТОП");
        await Assertions.Expect(page.App.GetByText("[OlConnector] WhatsApp «Отдел продаж»").First).ToBeVisibleAsync();
        await page.App.GetByRole(AriaRole.Checkbox, new() { Name = "Соберите сегмент" }).CheckAsync(new() { Force = true });
        await Assertions.Expect(page.App.GetByText("Сделано 1 из 6")).ToBeVisibleAsync();
        await page.GoAsync("/compose");
        await Assertions.Expect(page.App.GetByRole(AriaRole.Textbox, new() { Name = "Текст рассылки" })).ToHaveValueAsync("Ждём вас. СТОП");
    }

    [BrowserFact]
    public async Task The_name_of_the_sender_is_the_one_that_the_portal_shows()
    {
        await using var page = await OpenAsync("/launch");

        foreach (var sender in world.Portal.App!.Senders.Values)
            await Assertions.Expect(page.App.GetByText(sender.Title("ru")).First).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Both_screens_look_well(string language, bool isDark, int width)
    {
        var look = new Look { User = Look.Marketer, Language = language, IsDark = isDark, Width = width };
        await using var page = await OpenAsync("/compose", look);
        await page.Button(language == "ru" ? "Показать пример" : "Show an example").ClickAsync();
        await Assertions.Expect(Count(page, language == "ru" ? "Разных текстов" : "Different texts")).ToHaveTextAsync("72", Patiently);
        await LooksWellAsync(page, "compose");

        await page.App.Locator("textarea").FillAsync("{a|b bit.ly/3xYz");
        await Assertions.Expect(page.Button(language == "ru" ? "Строка 1" : "Line 1").First).ToBeVisibleAsync();
        await LooksWellAsync(page, "compose-broken");

        await page.GoAsync("/launch");
        await Assertions.Expect(page.Heading(language == "ru" ? "Как запустить рассылку" : "How to launch a mailing")).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText("[OlConnector]").First).ToBeVisibleAsync();
        await LooksWellAsync(page, "launch");
        page.Watch.Complaints.ShouldBeEmpty();
    }

    private static async Task LooksWellAsync(PortalPage page, string screen)
    {
        // A frame of another site may show in the picture what it showed before: two paintings are waited for.
        await page.Frame.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await page.KeepPictureAsync(screen);
        await page.ShouldNotScrollSidewaysAsync();
        await Axe.ShouldFindNothingAsync(page);
    }

    private static ILocator Count(PortalPage page, string name) =>
        page.App.Locator("dl > div", new() { HasText = name }).Locator("dd").First;

    private static Task<int> CaretAsync(ILocator text) => text.EvaluateAsync<int>("field => field.selectionStart");

    private async Task<PortalPage> OpenAsync(string path, Look? look = null)
    {
        var page = await world.OpenAsync(look ?? new Look { User = Look.Marketer });
        await page.GoAsync(path);
        return page;
    }
}
