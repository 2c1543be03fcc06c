using Newtonsoft.Json.Linq;
using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>A marketer sends a mailing now that was to begin later.</summary>
public sealed class StartTests(World world) : IClassFixture<World>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_scheduled_mailing_says_when_it_begins_and_is_sent_now(string language)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, User = Look.Marketer });
        var look = page.Look;
        var made = await ScheduleAsync(look.Says("Летний каталог готов", "The summer catalogue is ready"));
        await Marketing.LaunchAsync(world, page, (string)made["textToPaste"]!);
        await page.GoAsync($"/campaigns/{made["id"]}");
        await Assertions.Expect(page.App.GetByText(look.Says("Ждёт начала", "Scheduled")).First).ToBeVisibleAsync(Patiently);
        await page.KeepPictureAsync("campaign-scheduled");

        await page.Button(look.Says("Начать сейчас", "Start now")).ClickAsync();
        // The sandbox's number was connected today.
        await page.App.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = look.Says("Отправлять всё равно", "Send all the same") }).ClickAsync();

        await Assertions.Expect(page.App.GetByText(look.Says("Рассылка начата", "The mailing has begun")).Last).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText(look.Says("Идёт", "Running")).First).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(page.Button(look.Says("Начать сейчас", "Start now"))).ToBeHiddenAsync();
        page.Watch.Complaints.ShouldBeEmpty();
    }

    private async Task<JObject> ScheduleAsync(string text)
    {
        using var office = await OfficeApi.OpenAsync(world);
        var line = (await office.GetAsync("lines"))["items"]![0]!["id"];
        return await office.PostAsync("campaigns", new JObject
        {
            ["kind"] = "prepared",
            ["line"] = line,
            ["text"] = text,
            ["startAt"] = world.Launch.Cloud.Clock.GetUtcNow().AddDays(2),
        });
    }
}
