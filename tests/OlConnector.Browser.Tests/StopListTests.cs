using System.Text;
using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>The stop list as people fill it, read it and take numbers off it.</summary>
public sealed class StopListTests(SettledWorld world) : IClassFixture<SettledWorld>
{
    [BrowserFact]
    public async Task Imports_a_stop_list_sees_what_was_refused_and_undoes_one_with_a_reason()
    {
        await using var page = await world.OpenAsync();
        await page.GoAsync("/settings/stop-list");

        await page.Button("Загрузить").ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Файл").SetInputFilesAsync(new FilePayload
        {
            Name = "list.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("PHONE;REASON\n+79165554001;Просил не писать\nникто;Ошибка\n+7*;Все\n+7901*;Чужие\n"),
        });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Загрузить" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Добавлено: 2");
        await Assertions.Expect(dialog).ToContainTextAsync("Не приняты 2 строки");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("никто");
        await page.KeepPictureAsync("stop-list-import");
        await Axe.ShouldFindNothingAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Закрыть" }).Last.ClickAsync();

        await page.App.GetByLabel("Номер или его часть").FillAsync("8 (916) 555-40-01");
        var row = page.App.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Просил не писать" });
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(page.App.GetByText("+7901*")).ToHaveCountAsync(0);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Убрать" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Заполните");
        await dialog.GetByLabel("Почему убираете").FillAsync("Снова согласился");
        await page.KeepPictureAsync("stop-list-undo");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Убрать" }).ClickAsync();
        await Assertions.Expect(page.App.GetByText("Такого номера в стоп-листе нет")).ToBeVisibleAsync();

        await page.GoAsync("/settings/audit?action=stop");
        await Assertions.Expect(page.App.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Убран из стоп-листа" }).First)
            .ToContainTextAsync("Снова согласился");
    }

    [BrowserFact]
    public async Task A_mask_that_would_be_everybody_is_refused_at_its_field_and_a_good_one_is_listed()
    {
        await using var page = await world.OpenAsync();
        await page.GoAsync("/settings/stop-list");

        await page.Button("Добавить").ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Маску" }).CheckAsync();
        await dialog.GetByLabel("Начало номеров и звёздочка").FillAsync("+7*");
        await dialog.GetByLabel("Причина").FillAsync("Служебные номера");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Добавить" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("не меньше 3 цифр");
        await dialog.GetByLabel("Начало номеров и звёздочка").FillAsync("+7902*");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Добавить" }).ClickAsync();

        await Assertions.Expect(page.App.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Служебные номера" }))
            .ToContainTextAsync("+7902*");
    }

    [BrowserFact]
    public async Task A_marketer_reads_the_list_and_is_told_who_changes_it()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        await page.GoAsync("/settings/stop-list");

        await Assertions.Expect(page.App.GetByText("На эти номера не уходят рассылки").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Загрузить").First).ToHaveAttributeAsync("aria-disabled", "true");
    }
}
