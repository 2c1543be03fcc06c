using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>bitrix24.md §7.1, §7.2 and §7.4.</summary>
public sealed class CrmMethodTests : SandboxTests
{
    private CrmStore Crm => World.Portal.Crm;

    [Fact]
    public async Task A_phone_is_found_however_it_is_written()
    {
        var token = await World.InstalledAsync();
        var contact = Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Анна" }, "8 (999) 111-22-33");

        var found = await FindAsync(token, "+79991112233", "CONTACT");

        found["CONTACT"]!.Values<int>().ShouldBe([contact.Id]);
        (await FindAsync(token, "+70000000000")).ToString().ShouldBe("[]");
    }

    [Fact]
    public async Task Twenty_hits_in_one_type_suppress_the_following_types()
    {
        var token = await World.InstalledAsync();
        for (var i = 0; i < 20; i++)
            Crm.Add(CrmTypes.Lead, new JObject { ["TITLE"] = "x" }, "+79991112233");
        Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "x" }, "+79991112233");

        var found = (JObject)await FindAsync(token, "+79991112233");

        found.Properties().Select(type => type.Name).ShouldBe(["LEAD"]);
    }

    [Fact]
    public async Task A_missing_parameter_puts_a_sentence_where_a_code_should_be()
    {
        var token = await World.InstalledAsync();

        var reply = await World.CallAsync("crm.duplicate.findbycomm", [], token);

        reply.ErrorStatus().ShouldBe((400, "Communication type is not defined."));
    }

    [Fact]
    public async Task An_item_list_refuses_a_filter_by_a_field_that_does_not_exist_and_a_classic_list_passes_it_over()
    {
        var token = await World.InstalledAsync();
        var filter = new JObject { ["NO_SUCH_FIELD"] = "x", ["LAST_NAME"] = Crm.All(CrmTypes.Contact)[0].Fields["LAST_NAME"] };
        var form = new JObject { ["entityTypeId"] = CrmTypes.Contact, ["filter"] = filter };

        (await World.CallAsync("crm.item.list", form, token)).ShouldRefuse(
            400, "INVALID_ARG_VALUE", "Invalid filter: field 'NO_SUCH_FIELD' is not allowed in filter");
        var classic = (await World.CallAsync("crm.contact.list", form, token)).Body["total"]!.Value<int>();
        filter.Remove("NO_SUCH_FIELD");
        var item = (await World.CallAsync("crm.item.list", form, token)).Body["total"]!.Value<int>();

        classic.ShouldBe(item);
        classic.ShouldBeInRange(1, Crm.All(CrmTypes.Contact).Count - 1);
    }

    [Theory]
    [InlineData("=%title", "Альфа%", "Альфа Плюс,Альфа-Банк")]
    [InlineData("%=title", "%банк", "Альфа-Банк")]
    [InlineData("=%title", "Альфа", "")]
    [InlineData("%title", "плюс", "Альфа Плюс,Бета Плюс")]
    [InlineData("!%title", "плюс", "Альфа-Банк")]
    [InlineData("!=%title", "Альфа%", "Бета Плюс")]
    public async Task Names_are_found_by_their_parts(string condition, string value, string found)
    {
        var token = await World.InstalledAsync();
        foreach (var company in Crm.All(CrmTypes.Company))
            Crm.Put(company with { Fields = new JObject { ["TITLE"] = "" } });
        foreach (var title in (string[])["Альфа Плюс", "Бета Плюс", "Альфа-Банк"])
            Crm.Add(CrmTypes.Company, new JObject { ["TITLE"] = title });

        var reply = await World.CallAsync("crm.item.list",
            new JObject { ["entityTypeId"] = CrmTypes.Company, ["filter"] = new JObject { [condition] = value, ["!title"] = "" } }, token);

        var titles = reply.Body["result"]!["items"]!.Select(item => item["title"]!.ToString()).Order(StringComparer.Ordinal);
        string.Join(',', titles).ShouldBe(found);
    }

    [Fact]
    public async Task Cards_come_with_strings_and_items_with_numbers()
    {
        var token = await World.InstalledAsync();
        var contact = Crm.Add(CrmTypes.Contact,
            new JObject { ["NAME"] = "Анна", ["LAST_NAME"] = "Ветрова", ["COMPANY_ID"] = "4" }, "+79991112233");

        var card = (await World.CallAsync("crm.contact.get", new JObject { ["id"] = contact.Id }, token)).Body["result"]!;
        var item = (await World.CallAsync(
            "crm.item.get", new JObject { ["entityTypeId"] = 3, ["id"] = contact.Id }, token)).Body["result"]!["item"]!;

        (card["ID"]!.Type, card["PHONE"]![0]!["VALUE"]!.ToString()).ShouldBe((JTokenType.String, "+79991112233"));
        (item["lastName"]!.ToString(), item["companyId"]!.Value<int>()).ShouldBe(("Ветрова", 4));
        (await World.CallAsync("crm.contact.get", new JObject { ["id"] = 999_999 }, token)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Lists_have_pages_of_fifty_and_filters()
    {
        var token = await World.InstalledAsync();
        for (var i = 0; i < 60; i++)
            Crm.Add(CrmTypes.Company, new JObject { ["TITLE"] = $"Пагинация {i}" });

        var filter = new JObject { ["%TITLE"] = "пагинация" };
        var first = (await World.CallAsync(
            "crm.company.list", new JObject { ["filter"] = filter, ["select"] = new JArray("ID") }, token)).Body;
        var second = (await World.CallAsync(
            "crm.company.list", new JObject { ["filter"] = filter, ["start"] = first["next"] }, token)).Body;
        var byId = (await World.CallAsync(
            "crm.company.list", new JObject { ["filter"] = new JObject { ["ID"] = new JArray(1, 2) } }, token)).Body;

        (first["result"]!.Count(), first["total"]!.Value<int>(), first["next"]!.Value<int>()).ShouldBe((50, 60, 50));
        (second["result"]!.Count(), second["next"]).ShouldBe((10, null));
        byId["result"]!.Select(card => card["ID"]!.ToString()).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task A_notification_with_the_same_tag_replaces_the_old_one()
    {
        var token = await World.InstalledAsync();
        foreach (var text in (string[])["Линия отключена", "Линия подключена"])
            await World.CallAsync("im.notify.system.add",
                new JObject { ["USER_ID"] = 1, ["MESSAGE"] = text, ["TAG"] = "olc-line-17" }, token);

        World.Portal.Notifications.Single().Value.Text.ShouldBe("Линия подключена");
    }

    [Fact]
    public async Task A_time_line_comment_reads_lower_case_fields_only()
    {
        var token = await World.InstalledAsync();
        var fields = new JObject { ["ENTITY_ID"] = 1, ["ENTITY_TYPE"] = "contact", ["COMMENT"] = "Отписался" };

        (await World.CallAsync("crm.timeline.comment.add", new JObject { ["FIELDS"] = fields }, token)).Status.ShouldBe(400);
        (await World.CallAsync("crm.timeline.comment.add", new JObject { ["fields"] = fields }, token)).Status.ShouldBe(200);
        World.Portal.Comments.ShouldBe([("contact 1", "Отписался")]);
    }

    [Fact]
    public async Task Placements_are_checked_and_bound_once()
    {
        var token = await World.InstalledAsync();
        var form = new JObject { ["PLACEMENT"] = "NOWHERE", ["HANDLER"] = $"{World.App.Url}/b24/app", ["TITLE"] = "OlConnector" };

        (await World.CallAsync("placement.bind", form, token)).ErrorStatus().ShouldBe((400, "ERROR_PLACEMENT_NOT_FOUND"));
        form["PLACEMENT"] = "CRM_CONTACT_DETAIL_TAB";
        (await World.CallAsync("placement.bind", form, World.TokenOf(World.Portal.Employee))).ErrorStatus()
            .ShouldBe((403, "ACCESS_DENIED"));
        (await World.CallAsync("placement.bind", form, token)).Status.ShouldBe(200);
        (await World.CallAsync("placement.bind", form, token)).ErrorStatus().ShouldBe((400, "ERROR_CORE"));
        (await World.CallAsync("placement.get", [], token)).Body["result"]![0]!["title"]!.ToString().ShouldBe("OlConnector");
        (await World.CallAsync("placement.unbind", form, token)).Body["result"]!["count"]!.Value<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Options_of_the_app_are_set_by_admins_and_wiped_by_a_clean_uninstall()
    {
        var token = await World.InstalledAsync();
        var form = new JObject { ["options"] = new JObject { ["tour"] = "done" } };

        (await World.CallAsync("app.option.set", form, World.TokenOf(World.Portal.Employee))).Status.ShouldBe(403);
        (await World.CallAsync("user.option.set", form, World.TokenOf(World.Portal.Employee))).Status.ShouldBe(200);
        (await World.CallAsync("app.option.set", form, token)).Status.ShouldBe(200);
        (await World.CallAsync("app.option.get", new JObject { ["option"] = "tour" }, token)).Body["result"]!.ToString().ShouldBe("done");
        await World.Portal.Lifecycle.UninstallAsync(clean: true);
        (await World.CallAsync("app.option.get", [], await World.InstalledAsync())).Body["result"]!.ToString().ShouldBe("[]");
    }

    private async Task<JToken> FindAsync(string token, string phone, string? type = null)
    {
        var form = new JObject { ["type"] = "PHONE", ["values"] = new JArray(phone) };
        if (type is not null)
            form["entity_type"] = type;
        return (await World.CallAsync("crm.duplicate.findbycomm", form, token)).Body["result"]!;
    }
}
