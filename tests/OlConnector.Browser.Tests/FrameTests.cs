using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>The interface in the portal's frame, which is of another site: what holds for every screen.</summary>
public sealed class FrameTests(World world) : IClassFixture<World>
{
    [BrowserTheory]
    [InlineData("ru", "Линии")]
    [InlineData("en", "Lines")]
    public async Task The_administrator_opens_the_app_and_sees_the_lines(string language, string heading)
    {
        await using var page = await world.OpenAsync(new Look { Language = language });

        await Assertions.Expect(page.Heading(heading).First).ToBeVisibleAsync();
        await Assertions.Expect(page.App.GetByText("WhatsApp «Отдел продаж»").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Blocked_storage_leaves_the_console_empty()
    {
        await using var page = await world.OpenAsync(new Look { BlocksStorage = true });

        var storage = await page.Frame.EvaluateAsync<string>(
            "() => { try { return String(localStorage.length) } catch (e) { return e.name } }");

        storage.ShouldBe("SecurityError", "the browser must really block");
        await Assertions.Expect(page.Heading("Линии").First).ToBeVisibleAsync();
        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_policy_of_contents_lets_neither_scripts_nor_calls_of_others_in()
    {
        await using var page = await world.OpenAsync();

        var refused = await page.Frame.EvaluateAsync<string[]>("""
            async () => {
              const refused = []
              document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))
              const script = document.createElement('script')
              script.textContent = 'window.isForeign = true'
              document.head.append(script)
              await fetch('https://example.com/').catch(() => {})
              await new Promise((done) => setTimeout(done))
              return [...refused, String(window.isForeign)]
            }
            """);

        refused.ShouldBe(["script-src-elem", "connect-src", "undefined"]);
    }

    [BrowserFact]
    public async Task No_request_leaves_our_origin_but_to_the_portal()
    {
        await using var page = await world.OpenAsync();

        await Assertions.Expect(page.App.GetByText("WhatsApp «Отдел продаж»").First).ToBeVisibleAsync();

        page.Watch.Addresses.ShouldContain(address => address.StartsWith($"{page.AppUrl}/api/v1/lines", StringComparison.Ordinal));
        page.Watch.Foreign(page.AppUrl, world.Portal.BaseUrl).ShouldBeEmpty();
        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_frame_taller_than_the_window_is_filled_and_begins_in_sight()
    {
        await using var page = await world.OpenAsync(new Look { FrameHeight = 2400 });

        (await page.Frame.EvaluateAsync<int>("() => innerHeight")).ShouldBe(2400);
        await page.ShouldBeInSightAsync(page.Heading("Линии").First);
        await page.ShouldNotScrollSidewaysAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Lines_look_well(string language, bool isDark, int width)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, IsDark = isDark, Width = width });
        await Assertions.Expect(page.App.GetByText("WhatsApp «Отдел продаж»").First).ToBeVisibleAsync();

        await page.KeepPictureAsync("lines");

        await page.ShouldNotScrollSidewaysAsync();
        await Axe.ShouldFindNothingAsync(page);
        page.Watch.Complaints.ShouldBeEmpty();
    }
}
