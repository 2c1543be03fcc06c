using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>Sessions end and connections break while somebody works: they go on, or are told calmly and lose nothing.</summary>
public sealed class SessionTests(World world) : IClassFixture<World>
{
    private const string Draft = "Ждём вас в субботу";

    [BrowserFact]
    public async Task A_session_that_ends_is_renewed_through_the_portal_and_nobody_notices()
    {
        await using var page = await world.OpenAsync();
        await RefuseAsync(page, "**/api/v1/campaigns*", times: 1);

        var renewed = await page.Page.RunAndWaitForResponseAsync(
            () => page.GoAsync("/campaigns"), answer => answer.Url.EndsWith("/api/v1/session", StringComparison.Ordinal));

        renewed.Status.ShouldBe(200);
        await Assertions.Expect(page.App.GetByText("Здесь будут рассылки")).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText("Сеанс закончился")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task What_was_typed_outlives_a_session_that_cannot_be_renewed()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        await page.GoAsync("/compose");
        await page.App.GetByRole(AriaRole.Textbox, new() { Name = "Текст рассылки" }).FillAsync(Draft);
        await RefuseAsync(page, "**/api/v1/**", times: int.MaxValue);

        await page.GoAsync("/messages");

        var notice = page.App.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(notice.GetByText(Draft)).ToBeVisibleAsync();
        await page.KeepPictureAsync("session-over");
        await Axe.ShouldFindNothingAsync(page);
    }

    [BrowserFact]
    public async Task A_lost_connection_is_told_and_forgotten_when_it_is_back()
    {
        await using var page = await world.OpenAsync();
        await Assertions.Expect(page.App.GetByText("WhatsApp «Отдел продаж»").First).ToBeVisibleAsync();

        await page.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.App.GetByText("Нет связи, данные на")).ToBeVisibleAsync();
        await page.KeepPictureAsync("offline");
        await page.Page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.App.GetByText("Нет связи, данные на")).ToBeHiddenAsync();
        await Assertions.Expect(page.App.GetByText("WhatsApp «Отдел продаж»").First).ToBeVisibleAsync();
    }

    /// <summary>The host's answer to a token that has ended, without waiting for an hour.</summary>
    private static Task RefuseAsync(PortalPage page, string address, int times) => page.Page.RouteAsync(
        address,
        route => route.FulfillAsync(new()
        {
            Status = 401,
            ContentType = "application/problem+json",
            Body = """{"status":401,"code":"invalid_token","detail":"The token has expired."}""",
        }),
        new() { Times = times });
}
