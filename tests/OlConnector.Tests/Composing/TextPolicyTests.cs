using Newtonsoft.Json.Linq;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Portals;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Bitrix24;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Composing;

/// <summary>What a portal set about its texts, from the settings over HTTP to what becomes of its messages.</summary>
public sealed class TextPolicyTests : Bitrix24World
{
    private GivenLine _line = null!;
    private CrmEntity _nameless = null!;
    private int _id;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await AddLineAsync();
        _nameless = Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "" }, "+79991234567");
        Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Анна {=x}" }, "+79991234568");
    }

    [Theory]
    [InlineData(null, MessageState.Held, Reason.UnresolvedPlaceholder, null)]
    [InlineData("hold", MessageState.Held, Reason.UnresolvedPlaceholder, null)]
    [InlineData("skip", MessageState.Suppressed, Reason.MissingValue, null)]
    [InlineData("blank", MessageState.Queued, null, "Здравствуйте, ! Скидка")]
    public async Task A_letter_without_its_value_waits_ends_or_goes_out_blank_as_the_portal_says(
        string? policy, MessageState state, string? reason, string? text)
    {
        await SetAsync(new { missingValue = policy });

        await LetterAsync("+79991234567", "Здравствуйте, {{NAME}}! Скидка");
        await LetterAsync("+79991234568", "Здравствуйте, {{NAME}}! Скидка");

        var messages = await ComposedAsync();
        (messages[0].State, messages[0].Reason, messages[0].Text).ShouldBe((state, reason, text));
        (messages[1].State, messages[1].Text).ShouldBe((MessageState.Queued, "Здравствуйте, Анна {=x}! Скидка"));
    }

    [Fact]
    public async Task A_mailing_without_its_values_goes_out_blank_or_literally_when_a_person_says_so()
    {
        await LetterAsync("+79991234567", "Здравствуйте, {{NAME}}! Скидка");
        await LetterAsync("+79991234568", "{Скидка|Распродажа на все букеты и цветы в горшках до вторника");
        var messages = await ComposedAsync();
        var (missing, broken) = (messages[0], messages[1]);

        (await Admin.PostAsync($"campaigns/{missing.CampaignId:N}/release")).Code.ShouldBe("held_again");
        (await Admin.PostAsync($"campaigns/{missing.CampaignId:N}/release", new { @as = "blank" })).Status.ShouldBe(200);
        (await Admin.PostAsync($"campaigns/{broken.CampaignId:N}/release", new { @as = "literal" })).Status.ShouldBe(200);

        (await ComposedAsync()).Select(message => message.Text).ShouldBe(
            ["Здравствуйте, ! Скидка", "{Скидка|Распродажа на все букеты и цветы в горшках до вторника"]);
        (await Admin.GetAsync("audit")).Items.Select(entry => entry["after"]!.ToString())
            .ShouldContain("released 1 of 1 held as blank");
    }

    [Fact]
    public async Task A_mailing_whose_values_were_filled_in_meanwhile_is_released_as_usual()
    {
        await LetterAsync("+79991234567", "Здравствуйте, {{NAME}}! Скидка");
        var held = (await ComposedAsync()).ShouldHaveSingleItem();
        Portal.Crm.Put(_nameless with { Fields = new JObject { ["NAME"] = "Вера" } });
        Clock.Advance(TimeSpan.FromMinutes(10));

        (await Admin.PostAsync($"campaigns/{held.CampaignId:N}/release", new { @as = "usual" })).Status.ShouldBe(200);

        await ComposeAsync();
        // The look-up may have met the renewal of the portal's tokens, and is tried again a moment later.
        Clock.Advance(TimeSpan.FromSeconds(5));
        (await ComposedAsync()).ShouldHaveSingleItem().Text.ShouldBe("Здравствуйте, Вера! Скидка");
    }

    [Fact]
    public async Task Bitrix24s_own_placeholder_waits_whatever_the_portal_says()
    {
        await SetAsync(new { missingValue = "blank" });

        await LetterAsync("+79991234567", "Ваш менеджер {=Document:ASSIGNED_BY}, {{NAME}}");

        (await ComposedAsync()).ShouldHaveSingleItem().Reason.ShouldBe(Reason.UnresolvedPlaceholder);
    }

    [Theory]
    [InlineData("blank")]
    [InlineData("literal")]
    [InlineData("usual")]
    public async Task A_mailing_with_it_is_not_said_to_be_released_however_a_person_puts_it(string word)
    {
        await LetterAsync("+79991234567", "Ваш менеджер {=Document:ASSIGNED_BY}, скидка");
        var held = (await ComposedAsync()).ShouldHaveSingleItem();

        var refused = await Admin.PostAsync($"campaigns/{held.CampaignId:N}/release", new { @as = word });

        (refused.Status, refused.Code).ShouldBe((409, "held_again"));
        refused["detail"]!.ToString().ShouldContain("{=…}");
    }

    [Fact]
    public async Task Clients_refuse_by_the_portals_own_words_and_by_the_fixed_ones()
    {
        var settings = await SetAsync(new { optOutWords = new[] { " Горшочек, не вари ", "горшочек, не вари", "STOP" } });

        await ReplyAsync("79991234567", "горшочек, не вари!");
        await ReplyAsync("79991234568", "отписка");
        await ReplyAsync("79991234569", "Стоп");
        foreach (var end in new[] { "67", "68", "69" }) await LetterAsync($"+799912345{end}", "Скидка на розы");

        settings["optOutWords"]!.ToObject<string[]>().ShouldBe(["стоп", "stop", "unsubscribe", "Горшочек, не вари"]);
        (await ComposedAsync()).Select(message => message.Reason).ShouldBe([Reason.OptedOut, null, Reason.OptedOut]);
    }

    [Fact]
    public async Task The_default_words_come_back_with_null()
    {
        await SetAsync(new { optOutWords = new[] { "баста" } });
        var settings = await SetAsync(new { optOutWords = (string[]?)null });

        settings["optOutWords"]!.ToObject<string[]>()!.ShouldContain("отписка");
        await ReplyAsync("79991234567", "отписка");
        await LetterAsync("+79991234567", "Скидка на розы");
        (await ComposedAsync()).ShouldHaveSingleItem().Reason.ShouldBe(Reason.OptedOut);
    }

    [Theory]
    [InlineData("""{"optOutWords":["да","!!!"]}""", "optOutWords[1]")]
    [InlineData("""{"optOutWords":["a\nb"]}""", "optOutWords[0]")]
    [InlineData("""{"optOutWords":[null]}""", "optOutWords[0]")]
    [InlineData("""{"missingValue":"guess"}""", "missingValue")]
    public async Task Settings_that_cannot_stand_are_refused(string patch, string field)
    {
        var refused = await Admin.PatchAsync("settings", patch);

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "invalid_value", field));
    }

    [Theory]
    [InlineData("sandbox", "+74951234567", MessageState.Queued, null)]
    [InlineData("kannel", "+74951234567", MessageState.Queued, "landline")]
    [InlineData("kannel", "+79991234567", MessageState.Queued, null)]
    [InlineData("sandbox", "+78001234567", MessageState.Failed, null)]
    [InlineData("kannel", "+78001234567", MessageState.Failed, null)]
    public async Task A_number_that_is_nobodys_fails_and_a_fixed_line_is_warned_of_on_sms(
        string kind, string to, MessageState state, string? warning)
    {
        await WriteAsync(turn => turn.Execute(
            "UPDATE lines SET gateway_kind = @kind WHERE id = @line", ("kind", kind), ("line", _line.Id)));

        await LetterAsync(to, "Ваш заказ готов", module: "crm");

        var message = (await ComposedAsync()).ShouldHaveSingleItem();
        (message.State, message.Reason).ShouldBe((state, state == MessageState.Failed ? Reason.InvalidNumber : null));
        (await Admin.GetAsync($"messages/{message.Id}"))["warnings"]!.ToObject<string[]>().ShouldBe(warning is null ? [] : [warning]);
    }

    [Fact]
    public async Task A_portal_that_accepts_any_digits_may_write_to_them()
    {
        await SetAsync(new { acceptAnyNumber = true });

        await LetterAsync("+78001234567", "Ваш заказ готов", module: "crm");

        (await ComposedAsync()).ShouldHaveSingleItem().State.ShouldBe(MessageState.Queued);
    }

    private Caller Admin => Caller.With(Product, new PortalSession(_line.Portal, "newcomer", "Admin", true, "en", "UTC"));

    private async Task<Answer> SetAsync(object patch)
    {
        var answer = await Admin.PatchAsync("settings", patch);
        answer.Status.ShouldBe(200, $"{answer.Body}");
        return answer;
    }

    private async Task LetterAsync(string to, string text, string module = "sender")
    {
        var form = new Dictionary<string, string>
        {
            ["module_id"] = module,
            ["message_id"] = $"m{++_id}",
            ["message_to"] = to,
            ["message_body"] = text,
        };
        using var answer = await Product.Http.PostAsync($"/b24/sms/{_line.HandlerKey}", new FormUrlEncodedContent(form));
        answer.EnsureSuccessStatusCode();
    }

    private Task ReplyAsync(string from, string text) =>
        Get<EventReception>().TakeAsync(_line.Portal, _line.Id, [new GatewayEvent.MessageReceived(from, text, null)]);

    private async Task<List<Message>> ComposedAsync()
    {
        await ComposeAsync();
        return Rows(db => db.Messages.OrderBy(message => message.Sequence));
    }
}
