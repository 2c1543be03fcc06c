using Newtonsoft.Json.Linq;
using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>
/// A marketer sees what a mailing risks and why, goes where a reason is lowered, and confirms before it starts all the same.
/// </summary>
public sealed class RiskTests(World world) : IClassFixture<World>
{
    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_high_risk_is_shown_with_its_reasons_and_levers_and_confirmed_before_the_start(string language)
    {
        var campaign = await PrepareAsync();
        await using var page = await world.OpenAsync(new Look { Language = language, User = Look.Marketer });
        var look = page.Look;
        await page.GoAsync($"/campaigns/{campaign}");
        var card = page.App.GetByRole(AriaRole.Region, new() { Name = look.Says("Риск рассылки", "Risk of the mailing") });
        await Assertions.Expect(card.GetByText(look.Says("высокий", "high"), new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(card.GetByText("bit.ly").First).ToBeVisibleAsync();
        await Assertions.Expect(card.GetByText(look.Says("не может никто", "Nobody can promise"))).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("campaign-risk");

        await card.GetByRole(AriaRole.Link, new() { Name = look.Says("Открыть календарь", "Open the calendar") }).First.ClickAsync();
        await Assertions.Expect(page.Heading(look.Says("Четыре недели назад", "Four weeks back"))).ToBeVisibleAsync();
        await page.App.GetByText(look.Says("Риск линии", "Risk of the line")).ClickAsync();
        await Assertions.Expect(page.App.GetByText(look.Says("Пока неизвестно", "Not known yet"))).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("line-risk");

        await page.GoAsync($"/campaigns/{campaign}");
        await page.Button(look.Says("Начать сейчас", "Start now")).ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("bit.ly").First).ToBeVisibleAsync();
        await page.KeepPictureAsync("risk-question");
        await Axe.ShouldFindNothingAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = look.Says("Отправлять всё равно", "Send all the same") }).ClickAsync();

        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.Button(look.Says("Начать сейчас", "Start now"))).ToHaveCountAsync(0);
        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_composer_weighs_the_text_and_the_settings_keep_the_hosts_of_shortened_links(string language)
    {
        await using var page = await world.OpenAsync(new Look { Language = language });
        var look = page.Look;
        await page.GoAsync("/compose");
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = look.Says("Текст рассылки", "Text of the mailing") })
            .FillAsync(look.Says("Скидка до пятницы: bit.ly/a", "A discount until Friday: bit.ly/a"));
        await Assertions.Expect(page.App.GetByText(look.Says("из 100", "of 100")).First).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText(look.Says("Добавьте обращение по имени", "Address people by name"))).ToBeVisibleAsync();
        await page.KeepPictureAsync("compose-risk");
        await Axe.ShouldFindNothingAsync(page);

        await page.GoAsync("/settings/portal");
        var hosts = page.App.GetByRole(
            AriaRole.Textbox, new() { Name = look.Says("Сайты сокращённых ссылок", "Hosts of shortened links") });
        await hosts.FillAsync($"bit.ly\ngo.{language}.example.com");
        var holds = look.Says("Ждёт решения человека — сообщения", "Waits for a person — its messages");
        await page.App.GetByRole(AriaRole.Radio, new() { Name = holds }).CheckAsync();
        await page.KeepPictureAsync("settings-risk");
        await Axe.ShouldFindNothingAsync(page);
        await page.Button(look.Says("Сохранить", "Save")).ClickAsync();

        await Assertions.Expect(page.App.GetByText(look.Says("Настройки сохранены", "The settings are saved")).Last).ToBeVisibleAsync();
        page.Watch.Complaints.ShouldBeEmpty();
    }

    /// <summary>A prepared mailing with a start ahead, on the number that the sandbox has just connected.</summary>
    private async Task<string> PrepareAsync()
    {
        using var office = await OfficeApi.OpenAsync(world);
        var line = await office.FirstLineAsync();
        var made = await office.PostAsync("campaigns", new JObject
        {
            ["kind"] = "prepared",
            ["line"] = line.Path["/lines/".Length..],
            ["name"] = "Скидка",
            ["text"] = "Скидка до пятницы: bit.ly/a",
            ["startAt"] = office.Clock.GetUtcNow().AddDays(2),
        });
        return (string)made["id"]!;
    }
}
