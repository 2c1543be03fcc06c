using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>Every screen of a line in both languages, light and dark, wide and narrow: it fits, and nobody is kept out.</summary>
public sealed class LineLookTests(LineLookTests.Office office) : IClassFixture<LineLookTests.Office>
{
    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task The_screens_of_a_line_look_well(string language, bool isDark, int width)
    {
        await using var page = await office.OpenAsync(new Look { Language = language, IsDark = isDark, Width = width });

        foreach (var tab in new[] { "", "/calendar", "/connection", "/check", "/access", "/history" })
        {
            await page.GoAsync(office.Line.Path + tab);
            await Assertions.Expect(page.App.Locator("nav .router-link-exact-active").First).ToBeVisibleAsync();
            await Assertions.Expect(page.App.Locator(".card").First).ToBeVisibleAsync();
            await page.KeepPictureAsync($"line{tab.Replace('/', '-')}");
            await page.ShouldNotScrollSidewaysAsync();
            await Axe.ShouldFindNothingAsync(page);
        }

        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_menu_and_the_questions_of_a_line_look_well(bool isDark)
    {
        await using var page = await office.OpenAsync(new Look { IsDark = isDark });
        foreach (var act in new[] { "Очистить очередь", "Переименовать", "Удалить линию" })
        {
            await page.GoAsync("/lines");
            await page.Button($"Действия: {office.Line.Name}").ClickAsync();
            await Assertions.Expect(page.App.GetByRole(AriaRole.Menuitem).First).ToBeVisibleAsync();
            await page.KeepPictureAsync("lines-menu");
            await Axe.ShouldFindNothingAsync(page);
            await page.App.GetByRole(AriaRole.Menuitem, new() { Name = act }).ClickAsync();
            await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await page.KeepPictureAsync($"line-ask-{Array.IndexOf(["Очистить очередь", "Переименовать", "Удалить линию"], act)}");
            await Axe.ShouldFindNothingAsync(page);
            await page.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }
    }

    /// <summary>A world with a line that waits for its hours.</summary>
    public sealed class Office : World
    {
        /// <summary>The line.</summary>
        public OfficeLine Line { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            if (Support.Browser.Missing is not null) return;
            using var api = await OfficeApi.OpenAsync(this);
            Line = await api.LineAsync("Сервис", "+79990000041", """{"marketingInterval":"00:01:00"}""");
            await Line.PauseAsync();
            await Line.QueueAsync(3);
        }
    }
}
