using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Crm;
using OlConnector.Sandbox.Crm;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Fields of recipients from CRM (docs/bitrix24.md, look-ups).</summary>
public sealed class CrmTests : Bitrix24World
{
    private CrmDirectory Directory => Get<CrmDirectory>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_bound_contact_gives_its_fields_whatever_their_case_and_the_title_of_its_company()
    {
        var company = Portal.Crm.Add(CrmTypes.Company, new JObject { ["TITLE"] = "ООО «Ромашка»" });
        var contact = Portal.Crm.Add(
            CrmTypes.Contact, JObject.Parse($$"""{"NAME":" Анна ","LAST_NAME":"Ветрова","SECOND_NAME":"","COMPANY_ID":"{{company.Id}}","UF_CRM_CITY":"Тула"}"""), "8 (916) 123-45-67");

        var fields = Found(await OneAsync($"2:77,3:{contact.Id}", "79161234567"));

        (fields["name"], fields["Last_Name"], fields["FULL_NAME"], fields["company"], fields["phone"], fields["uf_crm_city"])
            .ShouldBe(("Анна", "Ветрова", "Анна Ветрова", "ООО «Ромашка»", "+79161234567", "Тула"));
        fields.ContainsKey("SECOND_NAME").ShouldBeFalse("an empty field counts as missing");
    }

    [Fact]
    public void Multiple_fields_are_joined_phones_give_their_first_and_control_characters_go()
    {
        var card = JObject.Parse("""{"UF_CRM_TAGS":["a","b"],"PHONE":[{"VALUE":"+7 1"},{"VALUE":"+7 2"}],"UF_CRM_FLAG":true,"TITLE":"x\u0007y\nz","EMPTY":[],"NOTHING":null}""");

        var fields = CardFields.Of(card, CardKey.Lead, company: null, deal: null, phone: null);

        (fields["UF_CRM_TAGS"], fields["PHONE"], fields["UF_CRM_FLAG"], fields["TITLE"]).ShouldBe(("a, b", "+7 1", "Y", "xy\nz"));
        (fields.ContainsKey("EMPTY"), fields.ContainsKey("NOTHING"), fields.ContainsKey("full_name")).ShouldBe((false, false, false));
    }

    [Theory]
    [InlineData("1:{lead},3:{contact}", "contact")]
    [InlineData("4:{company},1:{lead}", "lead")]
    [InlineData("2:5,4:{company}", "company")]
    public async Task The_client_is_the_first_contact_else_lead_else_company(string bindings, string expected)
    {
        var lead = Portal.Crm.Add(CrmTypes.Lead, new JObject { ["TITLE"] = "lead" });
        var contact = Portal.Crm.Add(CrmTypes.Contact, new JObject { ["TITLE"] = "contact" });
        var company = Portal.Crm.Add(CrmTypes.Company, new JObject { ["TITLE"] = "company" });

        var fields = Found(await OneAsync(bindings.Replace("{lead}", $"{lead.Id}").Replace("{contact}", $"{contact.Id}").Replace("{company}", $"{company.Id}"), "79169999999"));

        fields["title"].ShouldBe(expected);
    }

    [Fact]
    public async Task A_deals_fields_have_its_prefix_and_its_client_is_found_by_phone()
    {
        var deal = Portal.Crm.Add(CrmTypes.Deal, new JObject { ["TITLE"] = "Заказ № 12" });
        Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Пётр" }, "+7 916 777-00-01");

        var fields = Found(await OneAsync($"2:{deal.Id}", "79167770001"));

        (fields["deal.TITLE"], fields["DEAL.title"], fields["NAME"]).ShouldBe(("Заказ № 12", "Заказ № 12", "Пётр"));
    }

    [Fact]
    public async Task By_phone_a_contact_comes_before_a_lead_and_the_lowest_number_wins()
    {
        Portal.Crm.Add(CrmTypes.Lead, new JObject { ["NAME"] = "lead" }, "+79167770002");
        Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "first" }, "89167770002");
        Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "second" }, "+79167770002");
        Portal.Crm.Add(CrmTypes.Lead, new JObject { ["NAME"] = "only lead" }, "+79167770003");

        var answers = await Directory.FindAsync(PortalId, [new(null, "79167770002"), new(null, "+79167770003"), new(null, "79167770004"), new(null, null)], CancellationToken.None);

        Found(answers[0])["NAME"].ShouldBe("first");
        Found(answers[1])["NAME"].ShouldBe("only lead");
        answers[2].ShouldBeOfType<ClientFields.NotFound>();
        answers[3].ShouldBeOfType<ClientFields.NotFound>();
    }

    [Fact]
    public async Task Three_hundred_phones_cost_a_few_requests_and_the_second_time_none()
    {
        for (var i = 0; i < 300; i++) Portal.Crm.Add(i % 3 == 0 ? CrmTypes.Lead : CrmTypes.Contact, new JObject { ["NAME"] = $"n{i}" }, $"+7916555{i:0000}");
        var queries = Enumerable.Range(0, 300).Select(i => new ClientQuery(null, $"7916555{i:0000}")).ToList();

        var answers = await Directory.FindAsync(PortalId, queries, CancellationToken.None);

        answers.Select((answer, i) => Found(answer)["NAME"] == $"n{i}").ShouldAllBe(isRight => isRight);
        var requests = Portal.RestCalls.Seen.Count(call => !call.IsBatchPart && call.Method == "batch");
        requests.ShouldBeLessThanOrEqualTo(8);
        await Directory.FindAsync(PortalId, queries, CancellationToken.None);
        Portal.RestCalls.Seen.Count(call => call.Method == "batch").ShouldBe(requests);
        Clock.Advance(TimeSpan.FromMinutes(10));
        await Directory.FindAsync(PortalId, queries, CancellationToken.None);
        Portal.RestCalls.Seen.Count(call => call.Method == "batch").ShouldBe(requests * 2);
    }

    [Fact]
    public async Task Many_cards_of_one_phone_do_not_hide_the_others_of_its_group()
    {
        for (var i = 0; i < 25; i++) Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = $"crowd {i}" }, "+79168880000");
        for (var i = 1; i < 10; i++) Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = $"alone {i}" }, $"+7916888000{i}");

        var answers = await Directory.FindAsync(PortalId, [.. Enumerable.Range(0, 10).Select(i => new ClientQuery(null, $"7916888000{i}"))], CancellationToken.None);

        Found(answers[0])["NAME"].ShouldBe("crowd 0");
        for (var i = 1; i < 10; i++) Found(answers[i])["NAME"].ShouldBe($"alone {i}");
    }

    [Fact]
    public async Task Crm_that_cannot_be_asked_is_unavailable_and_nothing_of_that_is_remembered()
    {
        Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Анна" }, "+79167770009");
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(503, "QUERY_LIMIT_EXCEEDED", ""), method: "batch");

        (await OneAsync(null, "79167770009")).ShouldBeOfType<ClientFields.Unavailable>().After.ShouldBe(TimeSpan.FromSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(30));

        Found(await OneAsync(null, "79167770009"))["NAME"].ShouldBe("Анна");
    }

    [Fact]
    public async Task A_refused_part_makes_unavailable_only_what_needs_it()
    {
        var contact = Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Анна" });
        var lead = Portal.Crm.Add(CrmTypes.Lead, new JObject { ["NAME"] = "Пётр" });
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(403, "ACCESS_DENIED", "Access denied."), method: "crm.lead.list");

        var answers = await Directory.FindAsync(PortalId, [new($"3:{contact.Id}", null), new($"1:{lead.Id}", null)], CancellationToken.None);

        Found(answers[0])["NAME"].ShouldBe("Анна");
        answers[1].ShouldBeOfType<ClientFields.Unavailable>().Why.ShouldContain("ACCESS_DENIED");
    }

    [Fact]
    public async Task Cards_that_do_not_exist_are_not_found()
    {
        (await OneAsync("3:999999", null)).ShouldBeOfType<ClientFields.NotFound>();
        (await OneAsync("183:12", null)).ShouldBeOfType<ClientFields.NotFound>();
    }

    private async Task<ClientFields> OneAsync(string? bindings, string? phone) => (await Directory.FindAsync(PortalId, [new(bindings, phone)], CancellationToken.None))[0];

    private static IReadOnlyDictionary<string, string> Found(ClientFields answer) => answer.ShouldBeOfType<ClientFields.Found>().Values;
}
