using System.Net.Http.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Portals;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>Who is let in at the portal's REST, by which addresses and with which bodies (bitrix24.md §2.7, §3).</summary>
public sealed class RestDoorTests : SandboxTests
{
    [Fact]
    public async Task A_browser_may_ask_whether_it_may_call_and_that_is_no_call()
    {
        using var question = new HttpRequestMessage(HttpMethod.Options, $"{World.Portal.RestUrl}profile");
        question.Headers.Add("Origin", "https://app.example.com");
        question.Headers.Add("Access-Control-Request-Headers", "content-type");

        using var answer = await World.Http.SendAsync(question);

        ((int)answer.StatusCode).ShouldBe(200);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        answer.Headers.GetValues("Access-Control-Allow-Headers").ShouldBe(["origin, content-type, accept"]);
        World.Portal.RestCalls.Seen.ShouldBeEmpty();
        World.Portal.Bucket.Capacity = 0;
        (await World.CallAsync("profile")).Status.ShouldBe(503);
        using var again = new HttpRequestMessage(HttpMethod.Options, $"{World.Portal.RestUrl}profile");
        using var still = await World.Http.SendAsync(again);
        ((int)still.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_the_modules_order()
    {
        await World.InstalledAsync();
        var employee = World.TokenOf(World.Portal.Employee);
        World.Portal.ChangeUser(World.Portal.Employee.Id, user => user with { IsExcluded = true });

        (await World.CallAsync("crm.contact.list", null, employee)).ErrorOf().ShouldBe("user_access_error");
        World.Cloud.Options.Scopes = ["messageservice"];
        (await World.CallAsync("crm.contact.list", null, employee)).ErrorOf().ShouldBe("insufficient_scope");
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.CallAsync("crm.contact.list", null, employee)).ErrorOf().ShouldBe("expired_token");
        World.Portal.RemoveApp(clean: false);
        (await World.CallAsync("crm.contact.list", null, employee)).ErrorOf().ShouldBe("APPLICATION_NOT_FOUND");
        World.Portal.Behaviour.Refusal = PortalRefusals.PlanWithoutRest;
        (await World.CallAsync("crm.contact.list", null, employee)).ShouldRefuse(
            401, "ACCESS_DENIED", "REST is available only on commercial plans.");
        World.Portal.Bucket.Capacity = 0;
        (await World.CallAsync("crm.contact.list", null, employee)).ErrorOf().ShouldBe("QUERY_LIMIT_EXCEEDED");
        (await World.CallAsync("no.such.method", null, employee)).ErrorOf().ShouldBe("ERROR_METHOD_NOT_FOUND");
        World.Portal.Behaviour.Refusal = PortalRefusals.PublicPartClosed;
        (await World.CallAsync("no.such.method", null, employee)).ShouldRefuse(403, "PORTAL_DELETED", "Portal was deleted");
    }

    [Fact]
    public async Task A_portal_that_was_closed_for_a_while_answers_again()
    {
        var token = await World.InstalledAsync();
        World.Portal.Behaviour.Refusal = PortalRefusals.PublicPartClosed;

        (await World.CallAsync("profile", null, token)).Status.ShouldBe(403);
        World.Portal.Behaviour.Refusal = null;

        (await World.CallAsync("profile", null, token)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/profile", 200)]
    [InlineData("profile.json", 200)]
    [InlineData("one/two/three/profile", 404)]
    [InlineData("one/profile", 404)]
    [InlineData("one/two/profile", 404)]
    public async Task A_path_of_another_shape_is_no_method(string path, int status)
    {
        var token = await World.InstalledAsync();

        (await World.CallAsync(path, null, token)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task The_third_version_of_REST_has_errors_of_its_own_shape()
    {
        var token = await World.InstalledAsync();

        foreach (var path in (string[])["api/messageservice.sender.list", $"api/1/{World.Portal.WebhookSecret}/profile", "/api/profile"])
        {
            var reply = await World.CallAsync(path, null, token);
            reply.Status.ShouldBe(404);
            reply.Body["error"]!["code"]!.ToString().ShouldBe("BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION");
            reply.Body["error"]!["message"]!.ToString().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task A_body_is_read_by_its_content_type()
    {
        var token = await World.InstalledAsync();
        using var multipart = new MultipartFormDataContent
        {
            { new StringContent(token), "auth" },
            { new StringContent("Лист"), "options[paper]" },
        };
        using var form = new FormUrlEncodedContent([new("auth", token), new("options[ink]", "black")]);
        using var json = JsonContent.Create(new { auth = token, options = new { pen = new { tips = new[] { "a", "b" } } } });
        using var mute = new StringContent($$"""{"auth":"{{token}}"}""");

        (await PostAsync(multipart), await PostAsync(form), await PostAsync(json), await PostAsync(mute)).ShouldBe((200, 200, 200, 401));

        var options = (JObject)(await World.CallAsync("app.option.get", null, token)).Body["result"]!;
        (options["paper"]!.ToString(), options["ink"]!.ToString(), options["pen"]!["tips"]![1]!.ToString())
            .ShouldBe(("Лист", "black", "b"));
        var none = await World.CallAsync("app.option.get", new JObject { ["option"] = "none" }, token);
        none.Body["result"]!.Type.ShouldBe(JTokenType.Null);

        async Task<int> PostAsync(HttpContent body)
        {
            using var answer = await World.Http.PostAsync(new Uri($"{World.Portal.RestUrl}app.option.set"), body);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task Execution_time_counts_above_a_trifle_in_a_span_that_its_first_call_begins_and_blocks_above_the_limit()
    {
        var token = await World.InstalledAsync();
        World.Portal.Bucket.IsOn = false;
        (await Operating("profile")).ShouldBe(0);
        World.Portal.Meter.CostPerCall = 240;
        World.Clock.Advance(TimeSpan.FromSeconds(30));

        (await Operating("profile"), await Operating("profile")).ShouldBe((240, 480));
        (await Operating("profile")).ShouldBe(720);
        (await World.CallAsync("profile", null, token)).ErrorStatus().ShouldBe((429, "OPERATION_TIME_LIMIT"));
        var batch = await World.CallAsync("batch", new JObject { ["cmd"] = new JObject { ["a"] = "user.admin" } }, token);
        (batch.Body["time"]!["operating"]!.Value<double>(), batch.Body["result"]!["result_time"]!["a"]!["operating"]!.Value<double>())
            .ShouldBe((0, 240));
        World.Clock.Advance(TimeSpan.FromSeconds(569));
        (await World.CallAsync("profile", null, token)).Status.ShouldBe(429);
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Operating("profile")).ShouldBe(240);

        async Task<double> Operating(string method) =>
            (await World.CallAsync(method, null, token)).Body["time"]!["operating"]!.Value<double>();
    }
}
