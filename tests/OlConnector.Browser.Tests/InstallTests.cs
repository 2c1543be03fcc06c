using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>An administrator installs the app on a portal that has nothing yet, and it sends. Each run has a world of its own.</summary>
public sealed class InstallTests : IAsyncLifetime
{
    private const string Number = "+79990000055";

    private readonly World _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task An_administrator_installs_connects_a_line_by_QR_tries_it_and_finishes(string language)
    {
        var (portal, look) = (_world.Launch.Fresh, new Look { Language = language });
        var code = look.Says("Код для привязки телефона", "Code to link the telephone");
        await using (var page = await _world.OpenAsync(look, portal))
        {
            await Assertions.Expect(page.App.GetByText(look.Says("WhatsApp может заблокировать номер", "WhatsApp may block the number")))
                .ToBeVisibleAsync();
            await page.Button(look.Says("Понятно, дальше", "Got it, next")).ClickAsync();
            await page.Button(look.Says("Другие способы", "Other ways")).ClickAsync();
            await page.App.GetByText(look.Says("Телефоны понарошку", "Make-believe")).ClickAsync();
            await page.App.GetByLabel(look.Says("Как назвать", "Name"), new() { Exact = true }).FillAsync("WhatsApp «Незабудка»");
            await page.App.GetByLabel(look.Says("Номер или имя отправителя", "Number or sender name")).FillAsync(Number);
            await page.App.GetByLabel(look.Says("Адрес песочницы", "Sandbox address"))
                .FillAsync(_world.Launch.Cloud.Phones.BaseUrlOf(portal.MemberId));
            await page.App.GetByLabel(look.Says("Имя отправителя на телефонах", "Sender as phones show it")).FillAsync(Number);
            await page.Button(look.Says("Подключить", "Connect")).First.ClickAsync();
            await Assertions.Expect(page.App.GetByAltText(code)).ToBeVisibleAsync();
        }

        await using var later = await _world.OpenAsync(look, portal);
        await Assertions.Expect(later.App.GetByAltText(code)).ToBeVisibleAsync();
        _world.Launch.Cloud.Phones.Logins.Link(portal.MemberId, Number).ShouldBeTrue();
        await Assertions.Expect(later.Heading(look.Says("Линия подключена", "The line is connected"))).ToBeVisibleAsync(Patiently);
        await later.Button(look.Says("Дальше", "Next")).ClickAsync();

        await Assertions.Expect(later.App.GetByText(look.Says("100 человек за", "100 people in")).First).ToBeVisibleAsync();
        await later.App.GetByText(look.Says("раз в 60 с", "one in 60 s")).ClickAsync();
        await later.Button(look.Says("Сохранить и дальше", "Save and go on")).ClickAsync();

        await later.App.GetByLabel(look.Says("Ваш номер", "Your number")).FillAsync("+79991112200");
        await later.Button(look.Says("Отправить себе", "Send it to me")).ClickAsync();
        await Assertions.Expect(later.App.GetByText(look.Says("Дошло до телефона", "It reached the telephone")))
            .ToBeVisibleAsync(Patiently);
        await later.Button(look.Says("Дальше", "Next")).ClickAsync();

        await Assertions.Expect(later.App.GetByText(look.Says("есть в списке SMS-провайдеров", "is in the list of SMS providers")))
            .ToBeVisibleAsync();
        await later.Button(look.Says("Завершить установку", "Finish the installation")).ClickAsync();
        await Assertions.Expect(later.Heading(look.Says("Линии", "Lines")).First).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(later.App.GetByText("WhatsApp «Незабудка»").First).ToBeVisibleAsync();
        portal.App!.IsInstalled.ShouldBeTrue();
        later.Watch.Complaints.ShouldBeEmpty();
    }

    /// <summary>What the telephone and the portal have to do first.</summary>
    private static LocatorAssertionsToBeVisibleOptions Patiently => new() { Timeout = 30_000 };
}
