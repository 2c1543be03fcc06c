using Newtonsoft.Json.Linq;
using OlConnector.Browser.Tests.Support;
using OlConnector.Sandbox.Crm;

namespace OlConnector.Browser.Tests;

/// <summary>The tab on a card of CRM, and the robot's settings, through the sandbox's portal.</summary>
public sealed class CardTabTests(CardTabTests.FastWorld world) : IClassFixture<CardTabTests.FastWorld>
{
    private static readonly Look WithPortal = new() { WithPortal = true, Width = 1440, Height = 900 };

    [BrowserTheory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task A_manager_reads_what_a_client_was_sent_and_sends_one_more(string language, bool isDark, int width)
    {
        var look = new Look { Language = language, IsDark = isDark, Width = width };
        var contact = world.Portal.Crm.Add(
            CrmTypes.Contact, new JObject { ["NAME"] = "Анна", ["LAST_NAME"] = "Речная" }, $"+7999000{world.NextNumber():0000}");
        await using var page = await OpenTabAsync(look, "CRM_CONTACT_DETAIL_TAB", contact.Id);
        await Assertions.Expect(page.App.GetByText(look.Says("Этому клиенту ещё не писали", "Nobody has written to this client yet")))
            .ToBeVisibleAsync();

        await page.App.GetByLabel(look.Says("Текст", "Text"), new() { Exact = true }).FillAsync("{Здравствуйте|Добрый день}, заказ готов");
        await Assertions.Expect(page.App.GetByText(look.Says("1 сообщение", "1 message"), new() { Exact = true })).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page);
        await page.Button(look.Says("Отправить", "Send")).ClickAsync();
        await Assertions.Expect(page.App.GetByText(look.Says("Отправить на", "Send to")).First).ToBeVisibleAsync();
        await page.KeepPictureAsync("card-tab-ask");
        await page.App.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = look.Says("Отправить", "Send") }).ClickAsync();

        await Assertions.Expect(page.App.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.App.Locator("tbody").GetByText("заказ готов").Or(
            page.App.Locator("tbody").GetByText("+7 999 000")).First).ToBeVisibleAsync();
        await page.KeepPictureAsync("card-tab");
        await page.ShouldNotScrollSidewaysAsync();
    }

    [BrowserFact]
    public async Task A_deal_shows_its_contacts_numbers()
    {
        var contact = world.Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Глеб" }, $"+7999000{world.NextNumber():0000}");
        var deal = world.Portal.Crm.Add(CrmTypes.Deal, new JObject { ["TITLE"] = "Поставка", ["CONTACT_ID"] = $"{contact.Id}" });

        await using var page = await OpenTabAsync(new Look(), "CRM_DEAL_DETAIL_TAB", deal.Id);

        await Assertions.Expect(page.App.GetByRole(AriaRole.Textbox, new() { Name = "Текст" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_card_without_a_number_says_so()
    {
        var lead = world.Portal.Crm.Add(CrmTypes.Lead, new JObject { ["TITLE"] = "Заявка с сайта" });

        await using var page = await OpenTabAsync(new Look(), "CRM_LEAD_DETAIL_TAB", lead.Id);

        await Assertions.Expect(page.App.GetByText("В карточке нет телефона")).ToBeVisibleAsync();
        await page.KeepPictureAsync("card-tab-none");
    }

    [BrowserFact]
    public async Task The_portal_opens_the_tab_from_a_card()
    {
        await using var page = await world.OpenAsync(WithPortal);
        await page.Page.GetByRole(AriaRole.Tab, new() { Name = "Карточка клиента" }).ClickAsync();

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Открыть вкладку OlConnector" }).ClickAsync();

        await Assertions.Expect(page.Heading("Сообщения клиенту")).ToBeVisibleAsync();
        await page.KeepPictureAsync("sandbox-card-tab");
    }

    [BrowserTheory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_process_comes_to_the_robot_and_hears_that_the_message_was_delivered(string language)
    {
        await using var page = await world.OpenAsync(WithPortal with { Language = language });
        await page.Page.ClickAsync("#tab-robot");
        await Assertions.Expect(page.Page.Locator("#robot-name"))
            .ToHaveTextAsync(language == "ru" ? "Отправить через OlConnector" : "Send by OlConnector");

        await page.Page.FillAsync("#robot-properties [name=text]", "Ваш заказ {готов|собран}");
        await page.Page.FillAsync("#robot-properties [name=phone]", "+79990009900");
        await page.Page.ClickAsync("#robot-run");

        await Assertions.Expect(page.Page.Locator("#processes li").First.Locator(".mark.delivered")).ToBeVisibleAsync();
        await page.KeepPictureAsync("sandbox-robot");
        (await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
    }

    private async Task<PortalPage> OpenTabAsync(Look look, string placement, int id) =>
        await world.OpenAsync(look with { Placement = (placement, id) });

    public sealed class FastWorld : World
    {
        private int _last = 2200;

        private protected override double Speed => 20;

        /// <summary>Ends of numbers that behave calmly.</summary>
        internal int NextNumber() => Interlocked.Increment(ref _last);
    }
}
