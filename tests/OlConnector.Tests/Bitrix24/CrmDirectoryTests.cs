using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Crm;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Portals;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Looking clients up in the sandbox's CRM through the real client (design.md §10).</summary>
public sealed class CrmDirectoryTests : Bitrix24World
{
    private const string FindByPhone = "crm.duplicate.findbycomm";

    private CrmStore Crm => Portal.Crm;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
    }

    [Fact]
    public async Task Bound_contacts_go_before_leads_and_companies_and_before_the_phone()
    {
        Contact("Анна", "+79990000001");
        var (contact, lead, company) = (Contact("Борис", "+79990000002"), Lead("Вера", "+79990000003"),
            Crm.Add(CrmTypes.Company, new JObject { ["TITLE"] = "Ромашка" }));

        (await NameAsync($"4:{company.Id},1:{lead.Id},3:{contact.Id}", "79990000001")).ShouldBe("Борис");
        (await NameAsync($"4:{company.Id},1:{lead.Id}", "79990000001")).ShouldBe("Вера");
        (await FieldsAsync(new CrmQuestion($"2:9,4:{company.Id}", "79990000001"), "TITLE", "full_name", "company")).ShouldBe(
            ["Ромашка", "Ромашка", "Ромашка"]);
    }

    [Fact]
    public async Task A_smart_process_or_a_deleted_card_leaves_the_phone_to_tell_who_it_is()
    {
        Contact("Анна", "+79990000001");

        (await NameAsync("183:1", "79990000001")).ShouldBe("Анна");
        (await NameAsync("3:99999", "79990000001")).ShouldBe("Анна");
    }

    [Fact]
    public async Task By_phone_contacts_go_before_leads_before_companies_and_the_lowest_id_wins()
    {
        Lead("Вера", "+79990000001");
        Contact("Второй", "8 (999) 000-00-01");
        Contact("Третий", "+7 999 000 00 01");
        Lead("Глеб", "+79990000004");
        Crm.Add(CrmTypes.Company, new JObject { ["TITLE"] = "Ромашка" }, "+79990000005");

        (await NameAsync(null, "79990000001")).ShouldBe("Второй");
        (await NameAsync(null, "79990000004")).ShouldBe("Глеб");
        (await FieldsAsync(new CrmQuestion(null, "79990000005"), "company")).ShouldBe(["Ромашка"]);
    }

    [Fact]
    public async Task A_hundred_clients_cost_a_few_requests_and_the_second_time_none()
    {
        var questions = Enumerable.Range(0, 100).Select(i => new CrmQuestion(null, $"799900001{i:00}")).ToList();
        foreach (var (question, i) in questions.Select((question, i) => (question, i))) Contact($"Имя {i}", $"+{question.Phone}");

        var first = await Get<CrmDirectory>().FindAsync(PortalId, questions, Names("NAME"), CancellationToken.None);
        var second = await Get<CrmDirectory>().FindAsync(PortalId, questions, Names("name"), CancellationToken.None);

        first.Select(answer => ((CrmAnswer.Found)answer).Fields["name"]).ShouldBe(Enumerable.Range(0, 100).Select(i => $"Имя {i}"));
        second.ShouldBe(first);
        Requests().ShouldBe(2);
    }

    [Fact]
    public async Task Twenty_hits_that_hide_others_are_asked_for_again_until_everybody_is_found()
    {
        for (var i = 0; i < 25; i++) Contact($"Двойник {i}", "+79990000001");
        Contact("Анна", "+79990000002");
        Contact("Борис", "добавочный 5: 8-999-000-00-03-5", "+79990000003 доб. 5");

        var answers = await Get<CrmDirectory>().FindAsync(
            PortalId, [new CrmQuestion(null, "79990000001"), new CrmQuestion(null, "79990000002"), new CrmQuestion(null, "79990000009")],
            Names("NAME"), CancellationToken.None);

        ((CrmAnswer.Found)answers[0]).Fields["NAME"].ShouldBe("Двойник 0");
        ((CrmAnswer.Found)answers[1]).Fields["NAME"].ShouldBe("Анна");
        answers[2].ShouldBeOfType<CrmAnswer.NotFound>();
    }

    [Fact]
    public async Task Fields_are_CRMs_own_and_a_few_of_ours_and_empty_ones_are_missing()
    {
        var company = Crm.Add(CrmTypes.Company, new JObject { ["TITLE"] = "ООО «Ромашка»" });
        var fields = new JObject
        {
            ["NAME"] = "Анна",
            ["LAST_NAME"] = "Ветрова",
            ["SECOND_NAME"] = "",
            ["POST"] = null,
            ["COMPANY_ID"] = $"{company.Id}",
            ["UF_CRM_CITY"] = "Минск",
            ["UF_CRM_TAGS"] = new JArray("a", "b"),
            ["UF_CRM_OFF"] = false,
        };
        var contact = Crm.Add(CrmTypes.Contact, fields, "+79990000001");
        var deal = Crm.Add(CrmTypes.Deal, new JObject { ["TITLE"] = "Заказ № 7", ["OPPORTUNITY"] = "120.00" });

        var answer = await FindAsync(
            new CrmQuestion($"2:{deal.Id},3:{contact.Id}", "79990000001"),
            "full_name", "company", "phone", "uf_crm_city", "UF_CRM_TAGS", "UF_CRM_OFF",
            "deal.TITLE", "Deal.Opportunity", "SECOND_NAME", "POST", "Имя");

        var found = answer.ShouldBeOfType<CrmAnswer.Found>().Fields;
        (found["full_name"], found["Company"], found["PHONE"]).ShouldBe(("Анна Ветрова", "ООО «Ромашка»", "+79990000001"));
        (found["UF_CRM_CITY"], found["UF_CRM_TAGS"], found["DEAL.title"], found["deal.OPPORTUNITY"]).ShouldBe(
            ("Минск", "a, b", "Заказ № 7", "120.00"));
        new[] { "SECOND_NAME", "POST", "UF_CRM_OFF", "Имя" }.ShouldAllBe(name => !found.ContainsKey(name));
    }

    [Fact]
    public async Task The_number_alone_needs_no_CRM()
    {
        (await FieldsAsync(new CrmQuestion(null, "79990000001"), "phone")).ShouldBe(["+79990000001"]);
        Requests().ShouldBe(0);
    }

    [Fact]
    public async Task What_was_missing_is_asked_again_and_what_was_found_after_ten_minutes()
    {
        var contact = Contact("", "+79990000001");
        (await FindAsync(new CrmQuestion(null, "79990000001"), "NAME")).ShouldBeOfType<CrmAnswer.Found>().Fields.ContainsKey("NAME")
            .ShouldBeFalse();

        Rename(contact, "Анна");
        (await NameAsync(null, "79990000001")).ShouldBe("Анна");
        Rename(contact, "Анна Петровна");
        (await NameAsync(null, "79990000001")).ShouldBe("Анна");
        Clock.Advance(TimeSpan.FromMinutes(10));

        (await NameAsync(null, "79990000001")).ShouldBe("Анна Петровна");
    }

    [Fact]
    public async Task A_portal_that_breaks_off_says_so_only_for_those_it_concerns()
    {
        var contact = Contact("Анна", "+79990000001");
        Portal.Behaviour.FailNext(RestAnswer.Failed(500, "INTERNAL_SERVER_ERROR", ""), 1, FindByPhone);

        var answers = await Get<CrmDirectory>().FindAsync(
            PortalId, [new CrmQuestion($"3:{contact.Id}", null), new CrmQuestion(null, "79990000001")],
            Names("NAME"), CancellationToken.None);

        answers[0].ShouldBeOfType<CrmAnswer.Found>();
        answers[1].ShouldBeOfType<CrmAnswer.Unavailable>().After.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    private CrmEntity Contact(string name, params string[] phones) => Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = name }, phones);

    private CrmEntity Lead(string name, string phone) =>
        Crm.Add(CrmTypes.Lead, new JObject { ["NAME"] = name, ["TITLE"] = $"Заявка {name}" }, phone);

    private void Rename(CrmEntity contact, string name) => Crm.Put(contact with { Fields = new JObject { ["NAME"] = name } });

    private async Task<string> NameAsync(string? bindings, string phone) =>
        (await FieldsAsync(new CrmQuestion(bindings, phone), "NAME"))[0];

    private async Task<List<string>> FieldsAsync(CrmQuestion question, params string[] names)
    {
        var found = (await FindAsync(question, names)).ShouldBeOfType<CrmAnswer.Found>();
        return [.. names.Select(name => found.Fields[name])];
    }

    private async Task<CrmAnswer> FindAsync(CrmQuestion question, params string[] names) =>
        (await Get<CrmDirectory>().FindAsync(PortalId, [question], Names(names), CancellationToken.None)).Single();

    private static HashSet<string> Names(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>Batches with a question to CRM.</summary>
    private int Requests() =>
        Calls("batch").Count(batch => batch.Parameters["cmd"]!.ToString().Contains("crm.", StringComparison.Ordinal));
}
