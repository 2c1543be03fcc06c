using OlConnector.Browser.Tests.Support;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Marketing;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer sends a letter with a mistake, stops it, mends one word, and sends it to the same people again.</summary>
public sealed class CorrectedLetterTests(World world) : IClassFixture<World>
{
    private const int Clients = 6;
    private const string Wrong = "Скидка 15 процентов на все букеты до пятницы, ждём вас, #NAME#";
    private const string Mended = "Скидка 20 процентов на все букеты до пятницы, ждём вас, #NAME#";

    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [BrowserFact]
    public async Task A_corrected_letter_is_a_mailing_of_its_own_and_nobody_s_copy_is_taken_for_a_repeat()
    {
        var segment = world.Portal.Marketing.AddSegment("Шесть клиентов", world.Portal.Crm.All(CrmTypes.Contact)
            .Where(contact => contact.Phones.Count == 1 && !contact.IsUnsubscribed && contact.DisplayName.IndexOfAny(['{', '}']) < 0)
            .Take(Clients));
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        await LaunchAsync(Wrong, segment);
        await OpenAsync(page, "Скидка 15");
        await Assertions.Expect(page.Button($"Все {Clients}")).ToBeVisibleAsync(Patiently);
        await page.Button("Остановить").ClickAsync();
        await page.App.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("^Остановить") }).ClickAsync();
        await Assertions.Expect(page.App.GetByText("Остановлена").First).ToBeVisibleAsync(Patiently);

        await LaunchAsync(Mended, segment);

        await OpenAsync(page, "Скидка 20");
        await Assertions.Expect(page.Button($"Все {Clients}")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.Button("Стоп-лист")).ToHaveCountAsync(0);
        await Assertions.Expect(page.App.GetByText("Остановлена")).ToHaveCountAsync(0);
        await page.KeepPictureAsync("campaign-corrected");
        await OpenAsync(page, "Скидка 15");
        await Assertions.Expect(page.Button($"Все {Clients}")).ToBeVisibleAsync(Patiently);
        page.Watch.Complaints.ShouldBeEmpty();
    }

    private Task LaunchAsync(string text, Segment segment) => world.Portal.Marketing.LaunchLetterAsync(
        world.Portal.Marketing.Write(text, Launch.FirstSender(world.Portal), segment, Look.Marketer), StreamOptions.Calm);

    private static async Task OpenAsync(PortalPage page, string beginning)
    {
        await page.GoAsync("/campaigns");
        await page.App.GetByRole(AriaRole.Link, new() { Name = beginning }).First.ClickAsync(new() { Timeout = 60_000 });
    }
}
