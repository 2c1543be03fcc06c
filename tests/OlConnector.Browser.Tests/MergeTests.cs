using OlConnector.Browser.Tests.Support;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Marketing;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer makes one mailing of two, slows it down, and takes apart again what was another letter.</summary>
public sealed class MergeTests(World world) : IClassFixture<World>
{
    private const int Each = 6;

    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task Two_mailings_become_one_with_a_pace_of_its_own_and_are_taken_apart_again(string language)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, User = Look.Marketer });
        var look = page.Look;
        var tulips = look.Says("Тюльпаны со скидкой до пятницы, успейте выбрать", "Tulips are cheaper until Friday, be quick to choose");
        var dentist = look.Says("Записаться на осмотр теперь можно и ночью", "An appointment can now be booked at night as well");
        await LaunchAsync(tulips, skip: 0);
        await LaunchAsync(dentist, skip: Each);
        await page.GoAsync("/campaigns");
        await Assertions.Expect(Mailing(page, dentist)).ToBeVisibleAsync(Patiently);
        await Mailing(page, tulips).ClickAsync();
        await Assertions.Expect(All(page, Each)).ToBeVisibleAsync(Patiently);

        await MergeAsync(page, dentist);
        await Assertions.Expect(All(page, 2 * Each)).ToBeVisibleAsync(Patiently);
        await SlowDownAsync(page);
        await SeparateAsync(page, dentist);

        await Assertions.Expect(page.App.GetByText(look.Says("Отдельная рассылка", "A mailing of its own")).Last).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByRole(AriaRole.Heading, new() { Name = Beginning(dentist) })).ToBeVisibleAsync(Patiently);
        page.Watch.Complaints.ShouldBeEmpty();
    }

    private Task LaunchAsync(string text, int skip)
    {
        var clients = world.Portal.Crm.All(CrmTypes.Contact)
            .Where(contact => contact.Phones.Count == 1 && !contact.IsUnsubscribed && contact.DisplayName.IndexOfAny(['{', '}']) < 0)
            .Skip(skip).Take(Each);
        var segment = world.Portal.Marketing.AddSegment(text, clients);
        return world.Portal.Marketing.LaunchLetterAsync(
            world.Portal.Marketing.Write(text, Launch.FirstSender(world.Portal), segment, Look.Marketer), StreamOptions.Calm);
    }

    private static async Task MergeAsync(PortalPage page, string other)
    {
        await ChooseAsync(page, page.Look.Says("Объединить с другой", "Merge with another one"));
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await dialog.GetByText(other).ClickAsync();
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("campaign-merge");
        await dialog.GetByRole(AriaRole.Button, new() { Name = page.Look.Says("Объединить", "Merge"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.App.GetByText(page.Look.Says("Рассылки объединены", "The mailings are one")).Last).ToBeVisibleAsync();
    }

    private static async Task SlowDownAsync(PortalPage page)
    {
        await ChooseAsync(page, page.Look.Says("Настройки рассылки", "Settings of the mailing"));
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = page.Look.Says("Пауза между сообщениями", "Pause between messages") })
            .FillAsync("60");
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("campaign-pace");
        await dialog.GetByRole(AriaRole.Button, new() { Name = page.Look.Says("Сохранить", "Save") }).ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
    }

    private static async Task SeparateAsync(PortalPage page, string text)
    {
        await page.Button(page.Look.Says("Отделить часть", "Separate a part")).ClickAsync();
        var dialog = page.App.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Searchbox).FillAsync(Beginning(text));
        await dialog.GetByText(page.Look.Says("Все показанные", "All that are shown")).ClickAsync();
        await Axe.ShouldFindNothingAsync(page);
        await page.KeepPictureAsync("campaign-separate");
        await dialog.GetByRole(AriaRole.Button, new() { Name = page.Look.Says("Отделить", "Separate") }).ClickAsync();
    }

    private static async Task ChooseAsync(PortalPage page, string item)
    {
        await page.Button(page.Look.Says("Другие действия", "More actions")).ClickAsync();
        await page.App.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }

    private static ILocator Mailing(PortalPage page, string text) =>
        page.App.GetByRole(AriaRole.Link, new() { Name = Beginning(text) }).First;

    private static ILocator All(PortalPage page, int count) => page.Button(page.Look.Says($"Все {count}", $"All {count}"));

    /// <summary>As much of a letter as stands in its mailing's name.</summary>
    private static string Beginning(string text) => text[..18];
}
