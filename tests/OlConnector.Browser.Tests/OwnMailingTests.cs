using System.Text;
using System.Text.RegularExpressions;
using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer makes a mailing of their own in three steps: who, what, when.</summary>
public sealed class OwnMailingTests(FlowWorld world) : IClassFixture<FlowWorld>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };
    private static readonly LocatorAssertionsToContainTextOptions InTime = new() { Timeout = 60_000 };

    private static readonly Regex Arrived = new("Доставлено|Прочитано|Delivered|Read", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static readonly Regex Begun = new(
        "Рассылка начата|Рассылка запланирована|The mailing has started|The mailing is scheduled", RegexOptions.None,
        TimeSpan.FromSeconds(1));

    private const string Clients =
        "PHONE;NAME;CITY\n+79165550101;Anna;Omsk\n12;Boris;Ufa\n+79165550103;Eva;Perm\n+79165550101;Anna;Omsk\n";

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task From_a_table_to_delivered_messages_in_three_steps(string language)
    {
        await using var page = await OpenAsync(new Look { Language = language, User = Look.Marketer, Height = 1200 });
        var look = page.Look;
        await Name(page).FillAsync(look.Says("Весна", "Spring"));
        await BringAsync(page, "clients.csv", Encoding.UTF8.GetBytes(Clients));
        var table = Table(page, "clients.csv");
        await Assertions.Expect(table).ToContainTextAsync(look.Says("2 принято", "2 taken"), InTime);
        await Assertions.Expect(table).ToContainTextAsync(look.Says("1 повтор", "1 repeated"));
        await table.GetByText(look.Says("Какие строки не приняты", "Rows that were not taken")).ClickAsync();
        await Assertions.Expect(table).ToContainTextAsync(look.Says("Строка 3", "Row 3"));
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("own-who");

        await page.Button(look.Says("Дальше: Что", "Next: What")).ClickAsync();
        await WriteAsync(page, look.Says("{Здравствуйте|Добрый день}, ", "{Hello|Good day}, "));
        await page.Button(look.Says("Поле", "Field")).ClickAsync();
        await page.App.GetByRole(AriaRole.Menuitem, new() { Name = "NAME", Exact = false }).First.ClickAsync();
        await Assertions.Expect(Text(page)).ToHaveValueAsync(
            look.Says("{Здравствуйте|Добрый день}, ", "{Hello|Good day}, ") + "{{ NAME }}");
        await Assertions.Expect(Phone(page)).ToContainTextAsync("Anna", InTime);
        await page.Button(look.Says("Следующий получатель", "Next recipient")).ClickAsync();
        await Assertions.Expect(Phone(page)).ToContainTextAsync("Eva", InTime);
        await Assertions.Expect(page.App.GetByText(look.Says("2 разных текста", "2 different texts"))).ToBeVisibleAsync(Patiently);
        await page.App.GetByLabel(look.Says("Номер", "Number")).First.FillAsync("+79165550199");
        await page.Button(look.Says("Отправить пробу", "Send a test")).ClickAsync();
        await Assertions.Expect(page.App.Locator(".fate")).ToContainTextAsync(Arrived, InTime);
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("own-what");

        await page.Button(look.Says("Дальше: Когда", "Next: When")).ClickAsync();
        await Assertions.Expect(page.App.GetByText(look.Says("2 получателя", "2 recipients"))).ToBeVisibleAsync(Patiently);
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("own-when");
        await StartAsync(page, look.Says("Начать рассылку", "Start the mailing"));

        await Assertions.Expect(page.Heading(look.Says("Весна", "Spring"))).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.App.GetByText(look.Says("2 из 2", "2 of 2")).First).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.App.GetByRole(AriaRole.Table).GetByText(Arrived)).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Assertions.Expect(Table(page, "clients.csv")).ToBeVisibleAsync(Patiently);
        await page.KeepPictureAsync("own-begun");
        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Bad_files_are_told_in_a_sentence_mended_and_the_draft_is_none_the_worse()
    {
        await using var page = await OpenAsync(new Look { User = Look.Marketer, Height = 1200 });
        await Name(page).FillAsync("Лето");
        var wide = string.Join(';', Enumerable.Range(1, 201).Select(column => $"C{column}"));
        (string Name, byte[] Content, string Says)[] bad =
        [
            ("quote.csv", "PHONE;NAME\n+79165550111;\"Anna\n"u8.ToArray(), "Кавычка, открытая в строке 2"),
            ("wide.csv", Encoding.UTF8.GetBytes($"{wide}\n"), "больше 200 столбцов"),
            ("names.csv", "NAME;CITY\nAnna;Omsk\nBoris;Ufa\n"u8.ToArray(), "Не нашёлся столбец с номерами"),
            ("utf16.csv", Encoding.Unicode.GetBytes("PHONE;NAME\n+79165550112;Anna\n"), "в UTF-16 без метки"),
            ("empty.csv", [], "Файл пустой"),
            ("header.csv", "PHONE;NAME\n"u8.ToArray(), "нет ни одной строки с номером"),
            ("book.xlsx", "PK"u8.ToArray(), "сохраните как CSV"),
        ];
        foreach (var (name, content, says) in bad)
        {
            await BringAsync(page, name, content);
            await Assertions.Expect(Table(page, name)).ToContainTextAsync(says, InTime);
        }

        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("own-bad");
        foreach (var name in new[] { "wide.csv", "names.csv", "empty.csv", "header.csv", "book.xlsx" })
            await Table(page, name).GetByRole(AriaRole.Button, new() { Name = "Убрать" }).ClickAsync();
        await Table(page, "quote.csv").GetByLabel("Исправленный файл").SetInputFilesAsync(
            File("quote.csv", "PHONE;NAME\n+79165550111;Anna\n"u8.ToArray()));
        await Assertions.Expect(Table(page, "quote.csv")).ToContainTextAsync("1 принят", InTime);

        var marked = Table(page, "utf16.csv");
        await marked.GetByText("Прочитать иначе").ClickAsync();
        await marked.GetByRole(AriaRole.Combobox, new() { Name = "Кодировка" }).ClickAsync();
        await page.App.GetByRole(AriaRole.Option, new() { Name = "UTF-16LE" }).ClickAsync();
        await marked.GetByRole(AriaRole.Button, new() { Name = "Прочитать снова" }).ClickAsync();
        await Assertions.Expect(Table(page, "utf16.csv")).ToContainTextAsync("1 принят", InTime);
        await Assertions.Expect(page.App.GetByText("2 получателя")).ToBeVisibleAsync();

        await Table(page, "quote.csv").GetByRole(AriaRole.Button, new() { Name = "Удалить" }).ClickAsync();
        await page.KeepPictureAsync("own-leave");
        await page.Button("Удалить с получателями").ClickAsync();
        await Assertions.Expect(page.App.GetByText("1 получатель", new() { Exact = true })).ToBeVisibleAsync(Patiently);

        // What was made is there after a reload, and leads on from the list.
        await page.GoAsync("/campaigns");
        await page.App.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Лето" })
            .GetByRole(AriaRole.Link, new() { Name = "Продолжить" }).ClickAsync();
        await Assertions.Expect(Table(page, "utf16.csv")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(Name(page)).ToHaveValueAsync("Лето");
        await page.Button("Удалить черновик").ClickAsync();
        await page.App.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Удалить" }).ClickAsync();
        await Assertions.Expect(page.App.GetByText("Черновик удалён").Last).ToBeVisibleAsync(Patiently);
    }

    [BrowserFact]
    public async Task Numbers_are_pasted_a_column_of_texts_is_mapped_and_a_start_is_planned()
    {
        await using var page = await OpenAsync(new Look { User = Look.Marketer, Height = 1400 });
        await page.App.GetByText("Или вставьте номера").ClickAsync();
        await page.App.GetByLabel("Номера, каждый с новой строки").FillAsync("+79165550121\n+79165550122");
        await page.Button("Добавить номера").ClickAsync();
        await Assertions.Expect(Table(page, "Вставленные номера")).ToContainTextAsync("2 принято", InTime);
        await BringAsync(page, "texts.csv", Encoding.UTF8.GetBytes("PHONE;ЧТО\n+79165550123;Заказ 1502 готов\n"));
        var table = Table(page, "texts.csv");
        await table.GetByText("Прочитано не так?").ClickAsync();
        await table.GetByRole(AriaRole.Combobox, new() { Name = "Столбец с текстами" }).ClickAsync();
        await page.App.GetByRole(AriaRole.Option, new() { Name = "ЧТО" }).ClickAsync();
        await table.GetByRole(AriaRole.Button, new() { Name = "Прочитать снова" }).ClickAsync();
        await Assertions.Expect(table.Locator("dl")).ToContainTextAsync("текст", InTime);

        await page.Button("Дальше: Что").ClickAsync();
        await Assertions.Expect(page.App.GetByText("Столбец «ЧТО» даёт текст каждому")).ToBeVisibleAsync(Patiently);
        await WriteAsync(page, "Каталог готов.");
        await page.Button("Предыдущий получатель").ClickAsync();
        await Assertions.Expect(Phone(page)).ToContainTextAsync("Заказ 1502 готов", InTime);
        await page.Button("Дальше: Когда").ClickAsync();
        await page.App.GetByRole(AriaRole.Switch, new() { Name = "Начать в назначенное время" }).ClickAsync();
        await page.App.GetByRole(AriaRole.Switch, new() { Name = "Распределить равномерно" }).ClickAsync();
        await Assertions.Expect(page.App.GetByText("Распределится равномерно до")).ToBeVisibleAsync(Patiently);
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("own-planned");
        await StartAsync(page, "Запланировать");

        await Assertions.Expect(page.App.GetByText("Ждёт начала").First).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.App.GetByText("Ждут: 3.")).ToBeVisibleAsync();
        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserTheory]
    [InlineData("ru", true, 390)]
    [InlineData("en", false, 390)]
    [InlineData("en", true, 1280)]
    public async Task The_steps_look_well_on_a_telephone_and_in_the_dark(string language, bool isDark, int width)
    {
        await using var page = await OpenAsync(
            new Look { Language = language, User = Look.Marketer, IsDark = isDark, Width = width, Height = 1600 });
        var look = page.Look;
        await BringAsync(page, "names.csv", "NAME;CITY\nAnna;Omsk\nBoris;Ufa\n"u8.ToArray());
        await Assertions.Expect(Table(page, "names.csv")).ToBeVisibleAsync(Patiently);
        await BringAsync(page, "clients.csv", Encoding.UTF8.GetBytes(Clients));
        await Assertions.Expect(Table(page, "clients.csv")).ToContainTextAsync(look.Says("2 принято", "2 taken"), InTime);
        await LookAsync(page, "own-look-who");
        await page.Button(look.Says("Дальше: Что", "Next: What")).ClickAsync();
        await WriteAsync(page, "{Hello|Good day}, {{ NAME }}!");
        await Assertions.Expect(Phone(page)).ToContainTextAsync("Anna", InTime);
        await LookAsync(page, "own-look-what");
        await page.Button(look.Says("Дальше: Когда", "Next: When")).ClickAsync();
        await Assertions.Expect(page.Button(look.Says("Начать рассылку", "Start the mailing"))).ToBeVisibleAsync(Patiently);
        await LookAsync(page, "own-look-when");
    }

    /// <summary>A young line's risk is high until clients have answered: then who starts confirms that they know.</summary>
    private static async Task StartAsync(PortalPage page, string act)
    {
        await page.Button(act).ClickAsync();
        var question = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(question.Or(page.App.GetByText(Begun)).First).ToBeVisibleAsync(Patiently);
        if (!await question.IsVisibleAsync()) return;
        await Axe.ShouldFindNothingAsync(page);
        await question.GetByRole(AriaRole.Button, new() { Name = page.Look.Says("Отправлять всё равно", "Send all the same") })
            .ClickAsync();
    }

    private async Task<PortalPage> OpenAsync(Look look)
    {
        var page = await world.OpenAsync(look);
        await page.GoAsync("/campaigns");
        await page.App.GetByRole(AriaRole.Link, new() { Name = look.Says("Новая рассылка", "New mailing") }).ClickAsync();
        await Assertions.Expect(Name(page)).ToBeVisibleAsync(Patiently);
        return page;
    }

    private static async Task LookAsync(PortalPage page, string screen)
    {
        await page.ShouldNotScrollSidewaysAsync();
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync(screen);
    }

    private static ILocator Name(PortalPage page) =>
        page.App.GetByRole(AriaRole.Textbox, new() { Name = page.Look.Says("Название", "Name") });

    private static ILocator Text(PortalPage page) =>
        page.App.GetByRole(AriaRole.Textbox, new() { Name = page.Look.Says("Текст рассылки", "Text of the mailing") });

    private static ILocator Phone(PortalPage page) => page.App.Locator(".device");

    /// <summary>What became of a file: of one that was taken its place in the list, else why it was not.</summary>
    private static ILocator Table(PortalPage page, string name) =>
        page.App.Locator("li.table, section.broken").Filter(new() { HasText = name });

    private static Task WriteAsync(PortalPage page, string text) => Text(page).FillAsync(text);

    private static async Task BringAsync(PortalPage page, string name, byte[] content)
    {
        var input = page.App.Locator(".drop input[type=file]");
        await Assertions.Expect(input).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await input.SetInputFilesAsync(File(name, content));
    }

    private static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = "text/csv", Buffer = content };
}
