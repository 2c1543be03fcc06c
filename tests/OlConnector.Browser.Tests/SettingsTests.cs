using System.Text.RegularExpressions;
using OlConnector.Browser.Tests.Support;

namespace OlConnector.Browser.Tests;

/// <summary>Settings of the portal, its people, its tokens, and who did what.</summary>
public sealed partial class SettingsTests(SettledWorld world) : IClassFixture<SettledWorld>
{
    private const string First = "WhatsApp «Отдел продаж»";

    private const string IsFilled = "() => !document.querySelector('.skeleton') && document.querySelector('.card, ul, .empty')";

    /// <summary>Asks the API as the page does, and answers the status.</summary>
    private const string Ask = """
        async ([path, body]) => {
          const { token } = JSON.parse(document.getElementById('olc-session').textContent)
          const answer = await fetch(path, {
            method: body ? 'POST' : 'GET', body, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
          })
          return answer.status
        }
        """;

    [BrowserTheory]
    [InlineData("ru", Look.Support)]
    [InlineData("en", Look.Marketer)]
    public async Task An_administrator_makes_a_second_person_marketer_of_one_line_who_sends_there_and_not_elsewhere(
        string language, int user)
    {
        var person = world.Portal.Users.First(one => one.Id == user);
        var look = new Look { Language = language };
        var name = $"{person.Name} {person.LastName}";
        await using (var page = await world.OpenAsync(look))
        {
            await page.GoAsync("/settings/users");
            await page.Button($"{look.Says("Изменить", "Change")}: {name}").ClickAsync();
            await page.App.GetByRole(AriaRole.Radio, new() { Name = look.Says("Маркетолог", "Marketer") }).CheckAsync();
            await page.App.GetByText(look.Says("Только некоторые линии", "Some lines only")).ClickAsync();
            await page.App.GetByRole(AriaRole.Dialog).GetByText(SettledWorld.Second, new() { Exact = true }).ClickAsync();
            await Assertions.Expect(page.App.GetByRole(AriaRole.Checkbox, new() { Name = SettledWorld.Second })).ToBeCheckedAsync();
            await page.Button(look.Says("Сохранить", "Save")).ClickAsync();
            await Assertions.Expect(page.App.GetByText($"{name}: {look.Says("Маркетолог", "Marketer")}").First).ToBeVisibleAsync();
        }

        await using var theirs = await world.OpenAsync(look with { User = user });
        await theirs.GoAsync("/lines");
        await Assertions.Expect(theirs.App.GetByText(SettledWorld.Second).First).ToBeVisibleAsync();
        await Assertions.Expect(theirs.App.GetByText(First)).ToHaveCountAsync(0);
        (await SendAsync(theirs, SettledWorld.Second)).ShouldBe(202);
        (await SendAsync(theirs, First)).ShouldBe(404, "what is not theirs does not exist");
    }

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_token_is_shown_once_and_revoked_for_good(string language)
    {
        var look = new Look { Language = language };
        await using var page = await world.OpenAsync(look);
        await page.GoAsync("/settings/tokens");

        await page.Button(look.Says("Создать ключ", "Make a token")).First.ClickAsync();
        var asked = page.App.GetByRole(AriaRole.Dialog);
        var shop = look.Says("Интернет-магазин", "Web shop");
        await asked.GetByLabel(look.Says("Название", "Name")).FillAsync(shop);
        await asked.GetByRole(AriaRole.Button, new() { Name = look.Says("Создать ключ", "Make a token") }).ClickAsync();
        var value = page.App.GetByLabel(look.Says("Ключ", "Token"), new() { Exact = true });
        await Assertions.Expect(value).ToContainTextAsync("olct_");
        var token = await value.InnerTextAsync();
        await page.Button(look.Says("Я скопировал ключ", "I have copied it")).ClickAsync();

        await Assertions.Expect(page.App.GetByText(shop)).ToBeVisibleAsync();
        (await page.Frame.ContentAsync()).ShouldNotContain(token);
        await page.Button($"{look.Says("Отозвать", "Revoke")}: {shop}").ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = look.Says("Отозвать", "Revoke") }).ClickAsync();
        await Assertions.Expect(page.App.GetByText(look.Says("Ключ «Интернет-магазин» отозван", "The token \"Web shop\" is revoked")).First)
            .ToBeVisibleAsync();
        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_changed_setting_is_saved_and_stands_in_the_audit_with_what_was_before()
    {
        await using var page = await world.OpenAsync();
        await page.GoAsync("/settings/portal");

        await page.App.GetByRole(AriaRole.Radio, new() { Name = "Не отправлять этому клиенту" }).CheckAsync();
        await page.Button("Сохранить").ClickAsync();
        await Assertions.Expect(page.App.GetByText("Настройки сохранены").First).ToBeVisibleAsync();
        await page.GoAsync("/settings/audit?action=settings");

        var row = page.App.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Изменены настройки" }).First;
        await Assertions.Expect(row).ToContainTextAsync("Пустое поле");
        await Assertions.Expect(row).ToContainTextAsync("Не отправлять этому клиенту");
    }

    [BrowserFact]
    public async Task Who_may_not_change_settings_sees_them_and_why_not()
    {
        await using var page = await world.OpenAsync(new Look { User = Look.Marketer });
        await page.GoAsync("/settings/portal");

        await Assertions.Expect(page.App.GetByText("Менять может администратор портала").First).ToBeAttachedAsync();
        await Assertions.Expect(page.App.GetByRole(AriaRole.Radio, new() { Name = "Не отправлять этому клиенту" })).ToBeDisabledAsync();
        await page.GoAsync("/settings/tokens");
        await Assertions.Expect(page.App.GetByText("Менять может администратор портала").First).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Sections_look_well(string language, bool isDark, int width)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, IsDark = isDark, Width = width });

        foreach (var section in new[] { "portal", "users", "tokens", "stop-list", "audit", "audit?part=callbacks", "audit?part=calls" })
        {
            await page.GoAsync($"/settings/{section}");
            var tab = page.App.Locator($"a.tab.router-link-exact-active[href$='/{section.Split('?')[0]}']");
            await Assertions.Expect(tab).ToBeVisibleAsync();
            await page.Frame.WaitForFunctionAsync(IsFilled);
            await page.KeepPictureAsync($"settings-{section.Replace("?part=", "-", StringComparison.Ordinal)}");
            await page.ShouldNotScrollSidewaysAsync();
            await Axe.ShouldFindNothingAsync(page);
        }

        page.Watch.Complaints.ShouldBeEmpty();
    }

    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task What_opens_over_them_looks_well(string language, bool isDark, int width)
    {
        await using var page = await world.OpenAsync(new Look { Language = language, IsDark = isDark, Width = width });

        await page.GoAsync("/settings/users");
        await page.App.GetByRole(AriaRole.Button, new() { NameRegex = Change() }).Nth(1).ClickAsync();
        await LookAsync(page, "settings-user");
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await page.GoAsync("/settings/tokens");
        await page.App.GetByRole(AriaRole.Button, new() { Name = language == "ru" ? "Создать ключ" : "Make a token" }).First.ClickAsync();
        await LookAsync(page, "settings-token");
    }

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_to_choose_from_keeps_nobody_out_while_it_is_open(bool isDark)
    {
        await using var page = await world.OpenAsync(new Look { IsDark = isDark });
        await page.GoAsync("/settings/audit");
        var list = page.App.GetByRole(AriaRole.Combobox, new() { Name = "Что" });

        await list.PressAsync("Enter");
        await Assertions.Expect(page.App.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.KeepPictureAsync("settings-list");
        await Axe.ShouldFindNothingAsync(page);

        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.App.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await Assertions.Expect(list).ToBeFocusedAsync();
    }

    private static async Task LookAsync(PortalPage page, string name)
    {
        await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.KeepPictureAsync(name);
        await page.ShouldNotScrollSidewaysAsync();
        await Axe.ShouldFindNothingAsync(page);
    }

    private Task<int> SendAsync(PortalPage page, string line) => page.Frame.EvaluateAsync<int>(Ask, new[]
    {
        "/api/v1/messages", $$"""{"line":"{{world.Lines[line]}}","to":"+79991112233","text":"Здравствуйте"}""",
    });

    [GeneratedRegex("^(?:Изменить|Change): ", RegexOptions.None, 1000)]
    private static partial Regex Change();
}
