using OlConnector.Browser.Tests.Support;
using OlConnector.Sandbox.Phones;

namespace OlConnector.Browser.Tests;

/// <summary>Support answers why nothing is being sent, changes the pace, lets a frozen line go on; others see and cannot.</summary>
public sealed class LineTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static readonly Look OfSupport = new() { User = Look.Support };

    private OfficeApi _office = null!;

    public async Task InitializeAsync()
    {
        if (Support.Browser.Missing is not null) return;
        _office = await OfficeApi.OpenAsync(world);
    }

    public Task DisposeAsync()
    {
        _office?.Dispose();
        return Task.CompletedTask;
    }

    [BrowserFact]
    public async Task Why_is_nothing_sent_A_person_paused_the_line()
    {
        var line = await _office.LineAsync("Пауза", "+79990000031");
        await line.PauseAsync();
        await line.QueueAsync(1);
        await using var page = await world.OpenAsync(OfSupport);

        await page.GoAsync(line.Path);

        var answer = page.App.Locator("section.next");
        await Assertions.Expect(answer).ToContainTextAsync("Не уйдёт, пока линия на паузе");
        await Assertions.Expect(answer).ToContainTextAsync("Линию поставил на паузу человек.");
        await Assertions.Expect(answer).ToContainTextAsync("Возобновите линию.");
        await Assertions.Expect(page.Button("Возобновить").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Why_is_nothing_sent_The_hours_are_closed()
    {
        var line = await _office.LineAsync("Часы", "+79990000032", ClosedHours());
        await line.QueueAsync(2);
        await line.UntilAsync(told => (string?)told["waitReason"] == "WINDOW");
        await using var page = await world.OpenAsync(OfSupport);

        await page.GoAsync(line.Path);

        var answer = page.App.Locator("section.next");
        await Assertions.Expect(answer).ToContainTextAsync("Сейчас не время рассылок этой линии.");
        await Assertions.Expect(answer).ToContainTextAsync("Часы рассылок:");
        await Assertions.Expect(answer.Locator("time")).ToContainTextAsync("03:00");
    }

    [BrowserFact]
    public async Task Why_is_nothing_sent_The_gateway_blocked_the_line_and_support_resumes_it()
    {
        var line = await _office.LineAsync("Блок", "+79990000033");
        world.Launch.Cloud.Phones.FailNext(PhoneFault.LineBlocked);
        await line.QueueAsync(2);
        await line.UntilAsync(told => (string?)told["state"] == "frozen");
        await using var page = await world.OpenAsync(OfSupport);

        await page.GoAsync(line.Path);
        var answer = page.App.Locator("section.next");
        await Assertions.Expect(answer).ToContainTextAsync("Линия остановлена сегодня");
        await Assertions.Expect(answer).ToContainTextAsync("This line is blocked");
        await page.KeepPictureAsync("line-frozen");
        await answer.GetByRole(AriaRole.Button, new() { Name = "Возобновить" }).ClickAsync();
        var asked = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(asked).ToContainTextAsync("В очереди 2 сообщения");
        await page.KeepPictureAsync("line-resume");
        await Axe.ShouldFindNothingAsync(page);
        await asked.GetByRole(AriaRole.Button, new() { Name = "Возобновить" }).ClickAsync();

        await Assertions.Expect(page.App.GetByText("Отправка возобновлена").First).ToBeVisibleAsync();
        await line.UntilAsync(told => (string?)told["state"] == "active");
        await Assertions.Expect(answer).Not.ToContainTextAsync("Линия остановлена");
    }

    [BrowserTheory]
    [InlineData(
        "ru", "+79990000044", "Отдых после серии: как соблюдать", "Держать", "Сохранить", "Сохранено", "сегодня",
        "Как начать с новым номером")]
    [InlineData(
        "en", "+79990000045", "Rest after a series: how strictly", "Hold", "Save", "Saved", "today",
        "How to begin with a new number")]
    public async Task An_administrator_has_a_line_rest_and_sees_its_days_and_the_plan_for_a_new_number(
        string language, string number, string limit, string hold, string save, string saved, string today, string plan)
    {
        var line = await _office.LineAsync($"Отдых {language}", number);
        await line.UntilAsync(told => (string?)told["connection"] == "connected");
        await using var page = await world.OpenAsync(new Look { Language = language });

        await page.GoAsync(line.Path);
        await page.App.GetByRole(AriaRole.Combobox, new() { Name = limit }).ClickAsync();
        await page.App.GetByRole(AriaRole.Option, new() { Name = hold }).ClickAsync();
        await page.Button(save).ClickAsync();

        await Assertions.Expect(page.App.GetByText(saved, new() { Exact = true }).First).ToBeVisibleAsync();
        await line.UntilAsync(told => (string?)told["limits"]!["rest"]!["mode"] == "hold");
        await page.GoAsync($"{line.Path}/calendar");
        await Assertions.Expect(page.App.Locator("td[aria-current=date]")).ToContainTextAsync(today);
        await Assertions.Expect(page.App.GetByRole(AriaRole.Heading, new() { Name = plan })).ToBeVisibleAsync();
        await Assertions.Expect(page.App.Locator(".warm-up li")).ToHaveCountAsync(7);
        await page.KeepPictureAsync($"line-calendar-{language}");
    }

    [BrowserTheory]
    [InlineData("ru", "Пауза в рассылках", "Что изменится", "Сохранить", "Пауза теперь 2 мин", "пауза 2 мин")]
    [InlineData("en", "Pause in mailings", "What changes", "Save", "The pause is now 2 min", "the pause is 2 min")]
    public async Task Support_changes_the_pace_and_sees_forecast_and_next_gap_change(
        string language, string field, string changes, string save, string done, string gap)
    {
        var line = await _office.LineAsync($"Скорость {language}", language == "ru" ? "+79990000034" : "+79990000035");
        await line.QueueAsync(5);
        await line.UntilAsync(told => (string?)told["waitReason"] == "INTERVAL");
        await using var page = await world.OpenAsync(OfSupport with { Language = language });
        await page.GoAsync(line.Path);

        await page.App.GetByLabel(field).FillAsync("120");
        await page.App.GetByLabel(field).PressAsync("Tab");
        var card = page.App.GetByRole(AriaRole.Region, new() { Name = changes });
        await Assertions.Expect(card.GetByText(language == "ru" ? "15 с" : "15 s", new() { Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(card.Locator("b", new() { HasText = language == "ru" ? "2 мин" : "2 min" }).First).ToBeVisibleAsync();
        // How long the queue lasts, when the last one leaves, and the pause: each as it is and as it would be.
        await Assertions.Expect(card.Locator(".diff")).ToHaveCountAsync(3);
        await page.KeepPictureAsync("line-change");
        await page.Button(save).ClickAsync();

        await Assertions.Expect(page.App.GetByText(done).First).ToBeVisibleAsync();
        await Assertions.Expect(page.App.Locator("section.next")).ToContainTextAsync(gap);
        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_pause_below_the_floor_says_why_and_is_not_saved()
    {
        var line = await _office.LineAsync("Быстро", "+79990000036");
        await using var page = await world.OpenAsync(OfSupport);
        await page.GoAsync(line.Path);

        await page.App.GetByLabel("Пауза в личных").FillAsync("0,1");
        await page.App.GetByLabel("Пауза в личных").PressAsync("Tab");

        await Assertions.Expect(page.App.GetByText("Не меньше 0,5 с").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Сохранить")).ToHaveAttributeAsync("aria-disabled", "true");
    }

    [BrowserFact]
    public async Task A_viewer_sees_the_line_and_why_nothing_can_be_changed()
    {
        var line = await _office.LineAsync("Смотреть", "+79990000037");
        await _office.GiveRoleAsync(Look.Marketer, "viewer");
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });

        await page.GoAsync(line.Path);

        await Assertions.Expect(page.App.GetByLabel("Пауза в рассылках")).ToBeDisabledAsync();
        var pause = page.App.GetByRole(AriaRole.Button, new() { Name = "Пауза", Exact = true });
        await Assertions.Expect(pause).ToHaveAttributeAsync("aria-disabled", "true");
        await Assertions.Expect(pause).ToHaveAccessibleDescriptionAsync("Это может поддержка. Роль даёт администратор портала");
        await page.GoAsync($"{line.Path}/history");
        await Assertions.Expect(page.App.GetByText("Историю линии видят поддержка и администратор.")).ToBeVisibleAsync();
        await page.GoAsync($"{line.Path}/access");
        await Assertions.Expect(page.App.GetByText("ваша роль: Просмотр")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_history_says_who_changed_what_from_what_to_what()
    {
        var line = await _office.LineAsync("История", "+79990000038");
        await line.PauseAsync();
        await using var page = await world.OpenAsync();
        await page.GoAsync($"{line.Path}/history");

        await Assertions.Expect(page.App.GetByText("Отправка приостановлена")).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText("Линия подключена", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Half an hour of the night that is not now, so that the test holds at any time of day.</summary>
    private string ClosedHours()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Look.TimeZone);
        var tomorrow = TimeZoneInfo.ConvertTime(world.Launch.Cloud.Clock.GetUtcNow(), zone).AddDays(1);
        var day = tomorrow.DayOfWeek.ToString()[..3].ToLowerInvariant();
        return $$"""{ "window": { "days": ["{{day}}"], "from": "03:00", "to": "03:30", "timeZone": "{{Look.TimeZone}}" } }""";
    }
}
