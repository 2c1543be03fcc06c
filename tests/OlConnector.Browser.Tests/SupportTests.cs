using OlConnector.Browser.Tests.Support;
using OlConnector.Sandbox.Phones;

namespace OlConnector.Browser.Tests;

/// <summary>Support finds why nothing is sent in somebody's portal, mends it with a reason, and the portal can read it.</summary>
public sealed class SupportTests(World world) : IClassFixture<World>
{
    private const string Line = "WhatsApp «Отдел продаж»";

    [BrowserTheory]
    [InlineData("ru", "Этот токен не подошёл")]
    [InlineData("en", "This token does not fit")]
    public async Task A_wrong_token_is_told_calmly(string language, string sentence)
    {
        await using var console = await SupportConsole.OpenAsync(world, new Look { Language = language });

        await console.EnterAsync("some-other-token-of-somebody");

        await Assertions.Expect(console.Page.GetByText(sentence)).ToBeVisibleAsync();
        await console.ShouldLookWellAsync("support-enter");
    }

    [BrowserFact]
    public async Task Support_finds_the_frozen_line_resumes_it_with_a_reason_and_the_administrator_reads_it()
    {
        await FreezeAsync();
        await using var console = await SupportConsole.OpenAsync(world, new Look());
        await console.EnterAsync();
        await console.Button("Требуют внимания").ClickAsync();
        await console.Button($"Открыть {Domain}").ClickAsync();
        await Assertions.Expect(console.Page.GetByText(Domain)).ToBeVisibleAsync();
        var row = console.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Line }).First;
        await Assertions.Expect(row).ToContainTextAsync("blocked");

        await console.Button($"Возобновить: {Line}").ClickAsync();
        await console.Button("Возобновить", exact: true).ClickAsync();
        await console.Page.GetByLabel("Причина").FillAsync("Обращение 118");
        await console.ShouldLookWellAsync("support-reason");
        await console.Button("Изменить", exact: true).ClickAsync();

        await Assertions.Expect(console.Button($"Приостановить: {Line}")).ToBeVisibleAsync();
        await using var admin = await world.OpenAsync();
        await admin.App.GetByRole(AriaRole.Link, new() { Name = Line }).ClickAsync();
        await admin.App.GetByRole(AriaRole.Link, new() { Name = "История" }).ClickAsync();
        await Assertions.Expect(admin.App.GetByText("Обращение 118")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task The_console_looks_well(string language, bool isDark, int width)
    {
        await using var console = await SupportConsole.OpenAsync(world, new Look { Language = language, IsDark = isDark, Width = width });
        await console.EnterAsync();
        await Assertions.Expect(console.Page.GetByText(Domain)).ToBeVisibleAsync();

        await console.ShouldLookWellAsync("support-portals");
        await console.Button($"{(language == "ru" ? "Открыть" : "Open")} {Domain}").ClickAsync();
        await Assertions.Expect(console.Page.GetByText(Line).First).ToBeVisibleAsync();
        await console.ShouldLookWellAsync("support-lines");
    }

    private string Domain => new Uri(world.Portal.BaseUrl).Authority;

    /// <summary>The telephone's account is blocked at its next message.</summary>
    private async Task FreezeAsync()
    {
        world.Launch.Cloud.Phones.FailNext(PhoneFault.LineBlocked);
        using var office = await OfficeApi.OpenAsync(world);
        var line = await office.FirstLineAsync();
        await line.TestAsync();
        await line.UntilAsync(now => (string?)now["state"] == "frozen");
    }
}
