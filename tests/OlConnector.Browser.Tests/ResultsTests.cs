using System.Text;
using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>What came of a mailing, as a picture, in sums and as files; and the texts that a portal keeps.</summary>
public sealed class ResultsTests(EndedMailingWorld world) : IClassFixture<EndedMailingWorld>
{
    private const int Patience = 60_000;

    public static IEnumerable<object[]> Looks =>
        [["ru", false, 1280], ["ru", true, 390], ["en", true, 1280], ["en", false, 390]];

    [BrowserTheory]
    [MemberData(nameof(Looks))]
    public async Task A_mailing_that_has_ended_shows_what_happened(string language, bool isDark, int width)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, IsDark = isDark, Width = width, FrameHeight = 1500 });
        await OpenEndedAsync(page);

        var outcome = page.App.GetByRole(AriaRole.Region, new() { Name = page.Look.Says("Что получилось", "What happened") });
        await Assertions.Expect(outcome).ToContainTextAsync(page.Look.Says("Доставлено", "Delivered"), new() { Timeout = Patience });
        await Assertions.Expect(outcome).ToContainTextAsync(
            page.Look.Says("Шлюз отклонил получателя.", "The gateway refused the recipient."), new() { Timeout = Patience });
        await Assertions.Expect(outcome.GetByRole(AriaRole.Img)).ToHaveCountAsync(1);
        await page.KeepPictureAsync("outcome");
        await Axe.ShouldFindNothingAsync(page);
    }

    [BrowserFact]
    public async Task Files_are_downloaded_with_the_session_and_not_by_an_address()
    {
        await using var page = await world.OpenAsync();
        await OpenEndedAsync(page);

        var report = await TakeAsync(page, "Все сообщения, CSV", "report.csv");
        var errors = await TakeAsync(page, "Ошибки, текст", "errors.txt");
        await page.GoAsync("/messages");
        var book = await TakeAsync(page, "Книга Excel", "messages.xlsx");

        Encoding.UTF8.GetString(report).ShouldContain("Запись на осмотр открыта");
        Encoding.UTF8.GetString(errors).ShouldContain("Шлюз отклонил получателя.");
        book[..2].ShouldBe("PK"u8.ToArray());
    }

    [BrowserTheory]
    [MemberData(nameof(Looks))]
    public async Task Sums_of_a_time_are_drawn_by_day_and_listed_by_line_and_mailing(string language, bool isDark, int width)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, IsDark = isDark, Width = width, FrameHeight = 1100 });
        await OpenEndedAsync(page);
        await page.GoAsync("/results?by=campaign");

        await Assertions.Expect(page.App.GetByRole(AriaRole.Table))
            .ToContainTextAsync("Запись на осмотр открыта", new() { Timeout = Patience });
        await Assertions.Expect(page.App.GetByText(page.Look.Says("% от ушедших", "% of those that left"))).ToBeVisibleAsync();
        await page.KeepPictureAsync("results");
        await Axe.ShouldFindNothingAsync(page);
        await page.Button(page.Look.Says("По линиям", "By line")).ClickAsync();
        await Assertions.Expect(page.App.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link)).Not.ToHaveCountAsync(0);
    }

    [BrowserTheory]
    [MemberData(nameof(Looks))]
    public async Task A_text_is_saved_from_the_composer_found_and_taken_back(string language, bool isDark, int width)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, IsDark = isDark, Width = width });
        var name = $"Осмотр {page.Look}";
        await page.GoAsync("/compose");
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = page.Look.Says("Текст рассылки", "Text of the mailing") }).First
            .FillAsync($"{{Здравствуйте|Добрый день}}, {name}!");
        await page.Button(page.Look.Says("Заготовки", "Saved texts")).ClickAsync();
        await page.App.GetByRole(AriaRole.Menuitem, new() { Name = page.Look.Says("Сохранить этот текст…", "Save this text…") })
            .ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(page.Look.Says("Название", "Name")).FillAsync(name);
        await page.KeepPictureAsync("template-save");
        await dialog.GetByRole(AriaRole.Button, new() { Name = page.Look.Says("Сохранить", "Save") }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await page.GoAsync("/templates");
        var row = page.App.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
        await Assertions.Expect(row).ToHaveCountAsync(1);
        // A toast keeps marks of its own for the focus as long as it is there.
        await Assertions.Expect(page.App.GetByText(page.Look.Says($"«{name}» сохранена", $"“{name}” is saved")))
            .ToHaveCountAsync(0, new() { Timeout = Patience });
        await page.KeepPictureAsync("templates");
        await Axe.ShouldFindNothingAsync(page);
        await row.GetByRole(AriaRole.Button, new() { Name = page.Look.Says("В проверку текста", "To the text check") }).ClickAsync();
        await Assertions.Expect(page.Button(page.Look.Says("Заготовки", "Saved texts"))).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Texts_are_brought_as_a_file_and_what_was_not_taken_is_told()
    {
        await using var page = await world.OpenAsync();
        await page.GoAsync("/templates");

        await page.Button("Загрузить").ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await BringAsync(dialog, "not json");
        await Assertions.Expect(dialog).ToContainTextAsync("Это не файл с заготовками");
        await BringAsync(dialog, """{"templates":[{"name":"Из файла","text":"Готово"},{"name":"Сломан","text":"{a|"}]}""");
        await Assertions.Expect(dialog).ToContainTextAsync("Добавлено: 1");
        await Assertions.Expect(dialog).ToContainTextAsync("Сломан");
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("templates-import");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Закрыть" }).Last.ClickAsync();

        await Assertions.Expect(page.App.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Из файла" })).ToHaveCountAsync(1);
    }

    private static async Task BringAsync(ILocator dialog, string file)
    {
        await dialog.GetByLabel("Файл").SetInputFilesAsync(
            new FilePayload { Name = "templates.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(file) });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Загрузить" }).ClickAsync();
    }

    private static async Task OpenEndedAsync(PortalPage page)
    {
        await page.GoAsync("/campaigns");
        await page.App.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Запись на осмотр открыта" }).GetByRole(AriaRole.Link).First
            .ClickAsync();
        await Assertions.Expect(page.App.GetByText(page.Look.Says("Завершена", "Completed")).First)
            .ToBeVisibleAsync(new() { Timeout = Patience });
    }

    private static async Task<byte[]> TakeAsync(PortalPage page, string item, string name)
    {
        await page.Button("Скачать").First.ClickAsync();
        var download = await page.Page.RunAndWaitForDownloadAsync(
            () => page.App.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync());
        download.SuggestedFilename.ShouldBe(name);
        return await File.ReadAllBytesAsync((await download.PathAsync())!);
    }
}
