using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer prepares a mailing, pastes its text into CRM-Marketing's letter, and sees it begin.</summary>
public sealed class PreparedTests(World world) : IClassFixture<World>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_mailing_is_prepared_pasted_and_its_first_message_makes_it_live(string language)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, User = Look.Marketer });
        var pasted = await PrepareAsync(page);
        pasted.ShouldMatch(@"\[\[c:[0-9A-Z]{5}\]\]$");
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("prepared");

        await Marketing.LaunchAsync(world, page, pasted);

        await Assertions.Expect(page.Button(page.Look.Says("Пауза", "Pause"))).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.Heading(page.Look.Says("Весна", "Spring"))).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText("[[c:")).ToHaveCountAsync(0);
        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_prepared_mailing_is_offered_where_a_mailing_is_launched_and_can_be_withdrawn()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        var pasted = await PrepareAsync(page);

        await page.GoAsync("/launch");
        await Assertions.Expect(page.App.GetByText(pasted)).ToBeVisibleAsync(Patiently);
        await page.App.GetByRole(AriaRole.Link, new() { Name = "Готовый текст рассылки" }).ClickAsync();
        await page.Button("Отозвать").ClickAsync();

        await Assertions.Expect(page.App.GetByText("Рассылка отозвана").Last).ToBeVisibleAsync();
        page.Watch.Complaints.ShouldBeEmpty();
    }

    /// <summary>Fills in the form; answers the text to paste.</summary>
    private static async Task<string> PrepareAsync(PortalPage page)
    {
        var look = page.Look;
        await page.GoAsync("/campaigns");
        await page.App.GetByRole(AriaRole.Link, new() { Name = look.Says("Подготовить рассылку", "Prepare a mailing") }).ClickAsync();
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = look.Says("Текст рассылки", "Text of the mailing") }).FillAsync(
            look.Says("{Здравствуйте|Добрый день}, #NAME#! Весенний каталог готов.", "{Hello|Good day}, #NAME#! The catalogue is ready."));
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = look.Says("Название", "Name") }).FillAsync(look.Says("Весна", "Spring"));
        await page.App.GetByRole(AriaRole.Switch, new() { Name = look.Says("волнами", "in waves") }).ClickAsync();
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("prepare");
        await page.App.GetByRole(AriaRole.Button, new() { Name = look.Says("Подготовить", "Prepare"), Exact = true }).ClickAsync();
        var text = page.App.Locator("pre");
        await Assertions.Expect(text).ToContainTextAsync("[[c:");
        return (await text.InnerTextAsync()).Trim();
    }
}
