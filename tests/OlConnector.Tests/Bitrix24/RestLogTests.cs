using Microsoft.Extensions.Logging.Abstractions;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Storage;
using OlConnector.Tests.Support;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>What support can read of our calls to Bitrix24, and what nobody can (docs/bitrix24.md, the Market's demands).</summary>
public sealed class RestLogTests : Bitrix24World
{
    private protected override int Clients => 3;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        Portal.Bucket.IsOn = false;
    }

    [Fact]
    public async Task A_telephone_shows_its_ends_a_name_its_first_letter_and_a_text_its_length()
    {
        Portal.Crm.Add(3, JObject.Parse("""{"NAME":"Зинаида","LAST_NAME":"Одинцова","COMMENTS":"не звонить"}"""), "+79161234567");
        var filter = JObject.Parse("""{"filter":{"PHONE":"+79161234567"},"select":["ID","NAME","PHONE","COMMENTS"]}""");

        await CallAsync("crm.contact.list", filter);

        var call = await OnlyAsync("crm.contact.list");
        call.Request.ShouldBe("""{"filter":{"PHONE":"+7916***4567"},"select":["ID","NAME","PHONE","COMMENTS"]}""");
        call.Response.ShouldContain("\"NAME\":\"З… (7)\"");
        call.Response.ShouldContain("\"COMMENTS\":\"(10)\"");
        call.Response.ShouldContain("\"VALUE_TYPE\":\"WORK\",\"VALUE\":\"+7916***4567\"");
        (call.Request + call.Response).ShouldNotContain("Одинцова");
    }

    [Fact]
    public async Task Every_command_of_a_batch_can_be_read_and_every_refusal_in_it()
    {
        var answer = await Get<PortalClient>().CallBatchAsync(
            PortalId,
            [
                new("m0", "messageservice.message.status.update", JObject.Parse(
                    """{"CODE":"olc_1","MESSAGE_ID":"e5a9d3c17b8f40269d1e0f7c6b5a4938","STATUS":"delivered"}""")),
                new("c0", "crm.duplicate.findbycomm", JObject.Parse(
                    """{"type":"PHONE","values":["+79161234567"],"entity_type":"CONTACT","note":"Иванов Иван"}""")),
            ],
            Priority.Background, CancellationToken.None);
        answer.Whole.ShouldBeOfType<RestAnswer.Ok>();

        var call = await OnlyAsync("batch");
        JObject.Parse(call.Request)["cmd"]!.ShouldBe(new JObject
        {
            ["m0"] = "messageservice.message.status.update?CODE=olc_1&MESSAGE_ID=e5a9d3c17b8f40269d1e0f7c6b5a4938&STATUS=delivered",
            ["c0"] = "crm.duplicate.findbycomm?type=PHONE&values[0]=+7916***4567&entity_type=CONTACT&note=(11)",
        }, JToken.EqualityComparer);
        JObject.Parse(call.Response)["result"]!["result_error"]!["m0"]!["error"]!.ToString().ShouldBe("ERROR_MESSAGE_NOT_FOUND");
    }

    [Fact]
    public async Task A_HANDLER_address_shows_where_it_leads_and_not_its_key()
    {
        var line = await AddLineAsync();
        await Get<SenderRegistry>().RegisterAsync(PortalId, line.Id, CancellationToken.None);

        var call = await OnlyAsync("messageservice.sender.add");

        call.Request.ShouldContain($"\"HANDLER\":\"{Product.Url}/b24/sms/***\"");
        call.Request.ShouldContain(line.Code);
        call.Request.ShouldNotContain(line.HandlerKey);
    }

    [Fact]
    public async Task What_a_notice_says_stays_between_us_and_the_portal()
    {
        await CallAsync("im.notify.system.add", JObject.Parse("""{"USER_ID":1,"MESSAGE":"Звоните +79161234567","TAG":"olc-line-17"}"""));

        var call = await OnlyAsync("im.notify.system.add");

        call.Request.ShouldBe("""{"USER_ID":1,"MESSAGE":"(20)","TAG":"olc-line-17"}""");
    }

    [Fact]
    public async Task The_authorization_server_is_in_it_without_a_secret()
    {
        // The installation spent one, to prove the pair.
        var before = (await CallsAsync("oauth/token")).Count;
        Clock.Advance(TimeSpan.FromHours(2));
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
        Clock.Advance(TimeSpan.FromHours(2));
        Cloud.Authorization.RefusesRenewalsWith = "verification_needed";
        await CallAsync();

        var calls = await CallsAsync("oauth/token");

        calls.Count.ShouldBe(before + 2);
        calls.ShouldAllBe(call => call.Request == $$"""{"grant_type":"refresh_token","client_id":"{{Cloud.Options.ClientId}}"}""");
        calls.ShouldContain(call => call.HttpStatus == 200 && call.Response.Contains($"\"member_id\":\"{Portal.MemberId}\""));
        calls.ShouldContain(call => call.HttpStatus == 401 && call.Response.Contains("\"error\":\"verification_needed\""));
        calls.ShouldAllBe(call => !call.Response.Contains("access_token") && !call.Response.Contains("refresh_token"));
        (await CallsAsync("oauth/app.info")).ShouldNotBeEmpty("whoever installed was identified there");
    }

    [Fact]
    public async Task A_stranger_who_names_a_portal_writes_nothing_into_its_log()
    {
        var before = (await CallsAsync("oauth/app.info")).Count;
        var (url, form) = Portal.Frame.Prepare("/b24/app", Portal.Admin);
        form["AUTH_ID"] = new string('a', 70);

        (await Portal.Frame.PostAsync(url, form)).Status.ShouldBe(403);

        (await CallsAsync("oauth/app.info")).Count.ShouldBe(before);
    }

    [Fact]
    public async Task Entries_leave_after_three_days_and_not_before()
    {
        await CallAsync();
        var log = Get<RestLog>();
        await log.FlushAsync();
        // After days the app has calls of its own to make; only those of before are judged.
        var written = Clock.GetUtcNow();

        // The app forgets by itself too, and may be the faster one.
        Clock.Advance(TimeSpan.FromDays(3));
        await log.ForgetOldAsync();
        Rows(db => db.RestCalls).ShouldContain(call => call.At <= written);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await log.ForgetOldAsync();

        Rows(db => db.RestCalls).ShouldAllBe(call => call.At > written);
    }

    [Fact]
    public async Task An_administrator_reads_it_page_by_page_newest_first_and_nobody_else_does()
    {
        for (var i = 0; i < 5; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(10));
            await CallAsync("profile");
        }

        await Get<RestLog>().FlushAsync();
        var (admin, employee) = (await Portal.Lifecycle.OpenAppAsync(), await Portal.Lifecycle.OpenAppAsync(Portal.Employee));

        var first = await ReadAsync(admin.Token, "audit/rest-calls?method=profile&limit=3");
        var second = await ReadAsync(admin.Token, $"audit/rest-calls?method=profile&limit=200&cursor={first["next"]}");

        var items = first["items"]!.Concat(second["items"]!).ToList();
        items.Select(item => (string?)item["id"]).Distinct().Count().ShouldBe(items.Count);
        items.Select(item => (DateTimeOffset)item["at"]!).ShouldBeInOrder(SortDirection.Descending);
        items.ShouldAllBe(item => (string?)item["method"] == "profile" && (int)item["status"]! == 200);
        using var refused = await SendAsync(employee.Token, "audit/rest-calls");
        ((int)refused.StatusCode).ShouldBe(403);
    }

    private async Task<JObject> ReadAsync(string token, string path)
    {
        using var answer = await SendAsync(token, path);
        ((int)answer.StatusCode).ShouldBe(200);
        return JObject.Parse(await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> SendAsync(string token, string path) => Product.Http.SendAsync(
        new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{path}") { Headers = { Authorization = new("Bearer", token) } });

    private async Task<RestCall> OnlyAsync(string method) => (await CallsAsync(method)).ShouldHaveSingleItem();

    private async Task<List<RestCall>> CallsAsync(string method)
    {
        await Get<RestLog>().FlushAsync();
        return Rows(db => db.RestCalls.Where(call => call.Method == method));
    }
}

/// <summary>The log of REST calls where more comes than the database takes.</summary>
public sealed class RestLossTests
{
    private static readonly PortalId Portal = new("3b7f0c9de1a24586b0f7d2c4a9e81635");
    private static readonly PortalId Another = new("c41d8a6605f24c0f9a37e1b2d4896f70");

    [Fact]
    public async Task What_there_is_no_room_for_is_counted_in_the_log_of_its_portal()
    {
        await using var storage = new StorageWorld();
        var log = new RestLog(storage.Writer, new FakeTimeProvider(Given.Morning), NullLogger<RestLog>.Instance);
        using (var held = await HeldTurn.TakeAsync(storage.Writer))
        {
            for (var i = 0; i < 6000; i++)
                log.Note(i % 2 == 0 ? Portal : Another, "profile", [], new WireReply.Broken("none"), TimeSpan.Zero);
            await held.LetGoAsync();
        }

        await log.DisposeAsync();

        foreach (var portal in new[] { Portal, Another })
        {
            using var db = storage.Database.Read();
            var calls = db.RestCalls.Where(call => call.PortalId == portal).ToList();
            var lost = calls.Where(call => call.Method == "(lost)").Sum(call => int.Parse(
                call.Response.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
            lost.ShouldBeGreaterThan(0);
            (calls.Count(call => call.Method == "profile") + lost).ShouldBe(3000);
        }
    }

    [Fact]
    public void An_answer_of_any_length_and_make_fits_into_an_entry()
    {
        var signs = string.Concat(Enumerable.Repeat("😀", 200));
        var wide = new JObject { ["result"] = new JArray(Enumerable.Range(0, 70).Select(_ => new JObject { ["ID"] = signs })) };

        var text = RestMask.Of(wide);

        text.Length.ShouldBeLessThan(6100);
        text.ShouldMatch(@"… \(\+\d+\)$");
        text.EnumerateRunes().ShouldNotContain(rune => rune.Value == 0xFFFD);
        RestMask.Of(new JArray(Enumerable.Range(0, 70))).ShouldEndWith("49,\"(+20)\"]");
    }

    [Theory]
    [InlineData("""{"a":{"password":"x"},"APPLICATION_TOKEN":"x","client_secret":"x","auth":{"x":"x"},"n":1}""", """{"a":{},"n":1}""")]
    [InlineData("""{"error_description":"No client +7 (916) 123-45-67 here"}""", """{"error_description":"No client +*** here"}""")]
    [InlineData("""{"UF_CRM_1":"79161234567","UF_CRM_2":"a@example.com","UF_CRM_3":""}""",
        """{"UF_CRM_1":"(digits, 11)","UF_CRM_2":"(mail, 13)","UF_CRM_3":""}""")]
    [InlineData("""{"filter":{"!=PHONE":["8 916 123-45-67"],">ID":5}}""", """{"filter":{"!=PHONE":["+8916***4567"],">ID":5}}""")]
    public void Fields_are_masked_by_what_they_are(string call, string masked) => RestMask.Of(JToken.Parse(call)).ShouldBe(masked);
}
