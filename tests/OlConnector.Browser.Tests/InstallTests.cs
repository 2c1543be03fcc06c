using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>An administrator installs the app on a portal that has nothing yet, and it sends.</summary>
public sealed class InstallTests(World world) : IClassFixture<World>
{
    private const string Number = "+79990000055";

    [BrowserFact]
    public async Task An_administrator_installs_connects_a_line_by_QR_tries_it_and_finishes()
    {
        var portal = world.Launch.Fresh;
        await using (var page = await world.OpenAsync(portal: portal))
        {
            await Assertions.Expect(page.App.GetByText("WhatsApp может заблокировать номер")).ToBeVisibleAsync();
            await page.Button("Понятно, дальше").ClickAsync();
            await page.Button("Другие способы").ClickAsync();
            await page.App.GetByText("Телефоны понарошку").ClickAsync();
            await page.App.GetByLabel("Как назвать").FillAsync("WhatsApp «Незабудка»");
            await page.App.GetByLabel("Номер или имя отправителя").FillAsync(Number);
            await page.App.GetByLabel("Адрес песочницы").FillAsync(world.Launch.Cloud.Phones.BaseUrlOf(portal.MemberId));
            await page.App.GetByLabel("Имя отправителя на телефонах").FillAsync(Number);
            await page.Button("Подключить").First.ClickAsync();
            await Assertions.Expect(page.App.GetByAltText("Код для привязки телефона")).ToBeVisibleAsync();
        }

        await using var later = await world.OpenAsync(portal: portal);
        await Assertions.Expect(later.App.GetByAltText("Код для привязки телефона")).ToBeVisibleAsync();
        world.Launch.Cloud.Phones.Logins.Link(portal.MemberId, Number).ShouldBeTrue();
        await Assertions.Expect(later.Heading("Линия подключена")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await later.Button("Дальше").ClickAsync();

        await Assertions.Expect(later.App.GetByText("100 человек за").First).ToBeVisibleAsync();
        await later.App.GetByText("раз в 60 с").ClickAsync();
        await later.Button("Сохранить и дальше").ClickAsync();

        await later.App.GetByLabel("Ваш номер").FillAsync("+79991112200");
        await later.Button("Отправить себе").ClickAsync();
        await Assertions.Expect(later.App.GetByText("Дошло до телефона")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await later.Button("Дальше").ClickAsync();

        await Assertions.Expect(later.App.GetByText("есть в списке SMS-провайдеров")).ToBeVisibleAsync();
        await later.Button("Завершить установку").ClickAsync();
        await Assertions.Expect(later.Heading("Линии").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(later.App.GetByText("WhatsApp «Незабудка»").First).ToBeVisibleAsync();
        portal.App!.IsInstalled.ShouldBeTrue();
        later.Watch.Complaints.ShouldBeEmpty();
    }
}
