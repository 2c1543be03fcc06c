using System.Net;
using System.Security.Cryptography;
using System.Text;
using OlConnector.Composing;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>WhatsApp Cloud API through the real host: shared callbacks, templates, the pair limit.</summary>
public sealed class WhatsAppCloudHostTests
{
    internal const string Approved = """
        {"data":[{"name":"order_ready","language":"ru","category":"UTILITY","status":"APPROVED","components":[
           {"type":"BODY","text":"Заказ {{1}} готов {{2}}"}]},
                 {"name":"paused","language":"ru","category":"MARKETING","status":"PAUSED","components":[{"type":"BODY","text":"Привет"}]}]}
        """;

    [Fact]
    public async Task A_callback_to_one_lines_address_reaches_the_line_whose_number_it_is_about()
    {
        await using var world = await StartAsync();
        var second = await world.AddLineAsync("whatsapp-cloud", Settings(world.Vendor.Url, "222"));
        var (first, message) = (await world.SendAsync(), await world.SendAsync("375291112234", line: second));

        (await CallAsync(world, world.Line, Status("222", world.Find(message).GatewayMessageId!, "delivered"), "app-secret"))
            .ShouldBe(HttpStatusCode.OK);

        (world.Find(message).State, world.Find(first).State).ShouldBe((MessageState.Delivered, MessageState.Sent));
    }

    [Fact]
    public async Task A_callback_never_reaches_another_portals_line_even_when_it_names_its_number()
    {
        await using var world = await StartAsync();
        var theirs = await world.AddLineAsync(
            "whatsapp-cloud", Settings(world.Vendor.Url, "333"), portal: "00000000000000000000000000000009");
        var message = await world.SendAsync(line: theirs);

        (await CallAsync(world, world.Line, Status("333", world.Find(message).GatewayMessageId!, "delivered"), "app-secret"))
            .ShouldBe(HttpStatusCode.OK);

        world.Find(message).State.ShouldBe(MessageState.Sent);
        world.Count("parked_callbacks").ShouldBe(0);
    }

    [Fact]
    public async Task A_line_of_another_Meta_app_believes_its_own_secret_only()
    {
        await using var world = await StartAsync();
        var other = await world.AddLineAsync("whatsapp-cloud", Settings(world.Vendor.Url, "222", secret: "other-secret"));
        var message = await world.SendAsync(line: other);
        var call = Status("222", world.Find(message).GatewayMessageId!, "delivered");

        (await CallAsync(world, world.Line, call, "app-secret"))
            .ShouldBe(HttpStatusCode.OK, "genuine for the first app, but not about its number");
        world.Find(message).State.ShouldBe(MessageState.Sent);
        (await CallAsync(world, world.Line, call, "nobodys-secret")).ShouldBe(HttpStatusCode.Forbidden);
        (await CallAsync(world, world.Line, call, "other-secret")).ShouldBe(HttpStatusCode.OK);
        world.Find(message).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task Meta_gets_its_challenge_back_for_the_verify_token_of_any_line_of_the_portal()
    {
        await using var world = await StartAsync();
        await world.AddLineAsync("whatsapp-cloud", Settings(world.Vendor.Url, "222", verify: "other-word"));
        var hook = $"/hooks/whatsapp-cloud/{world.Line.HookKey}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";

        foreach (var word in new[] { "verify-word", "other-word" })
        {
            using var answer = await world.Product.Http.GetAsync(hook + word);
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync())
                .ShouldBe((HttpStatusCode.OK, "text/plain", "1158201444"));
        }

        (await world.Product.Http.GetAsync(hook + "wrong")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Templates_are_listed_with_the_form_that_asks_for_them_and_the_vendor_is_asked_rarely()
    {
        await using var world = await StartAsync();

        var listed = await world.Admin().GetAsync($"lines/{world.Line.Id}/templates");
        await world.Admin().GetAsync($"lines/{world.Line.Id}/templates");

        listed.Items.Select(one => $"{one["name"]} {one["status"]} {one["body"]} {one["form"]}").ShouldBe(
            ["order_ready APPROVED 2 [template=ru]order_ready[/template][body]…[/body][body]…[/body]",
                "paused PAUSED 0 [template=ru]paused[/template]"]);
        world.Vendor.Seen.Count(request => request.Path.EndsWith("/message_templates", StringComparison.Ordinal)).ShouldBe(1);
        var sandbox = await world.Product.LineAsync(GatewayWorld.Portal);
        (await world.Admin().GetAsync($"lines/{sandbox.Id}/templates")).Code.ShouldBe("wrong_state");
    }

    [Fact]
    public async Task A_message_in_the_template_form_goes_as_a_template()
    {
        await using var world = await StartAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(1));

        var accepted = await world.Admin().PostAsync(
            "messages",
            new
            {
                line = $"{world.Line.Id}",
                to = "+375291112233",
                text = "[template=ru]order_ready[/template][body]№ 1017[/body][body]{завтра|завтра}[/body]",
            });
        accepted.Status.ShouldBe(202, accepted.Body.ToString());
        await world.Get<Composer>().ComposeDueAsync(CancellationToken.None);
        (await world.DispatchAsync()).ShouldBe(1);

        var sent = world.Vendor.Seen.Single(request => request.Path.EndsWith("/messages", StringComparison.Ordinal)).Json;
        sent["type"]!.ToString().ShouldBe("template");
        sent.SelectToken("template.components[0].parameters")!.Select(value => value["text"]!.ToString()).ShouldBe(["№ 1017", "завтра"]);
        sent["biz_opaque_callback_data"]!.ToString().ShouldBe(accepted["id"]!.ToString());
    }

    [Fact]
    public async Task A_single_message_whose_parameters_do_not_fit_is_refused_before_it_is_accepted()
    {
        await using var world = await StartAsync();

        var refused = await world.Admin().PostAsync(
            "messages",
            new { line = $"{world.Line.Id}", to = "+375291112233", text = "[template=ru]order_ready[/template][body]№ 1017[/body]" });

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "template_mismatch", "text"));
        refused["detail"]!.ToString().ShouldContain("0/2/0");
    }

    [Theory]
    [InlineData("[template=ru]order_ready[/template][body]№ {1017|1018}[/body]", false)]
    [InlineData("[template=ru]paused[/template]", false)]
    [InlineData("[template=ru]order_ready[/template][body]{{NAME}}[/body][body]{завтра|сегодня}[/body]", true)]
    [InlineData("{Заказ|Ваш заказ} готов", true)]
    [InlineData("{Заказ готов|[template=ru]paused[/template]}", false)]
    public async Task A_dry_run_says_whether_the_text_fits_the_lines_templates(string text, bool fits)
    {
        await using var world = await StartAsync();

        var answer = await world.Admin().PostAsync(
            "text/preview", new { items = new[] { new { template = text, line = $"{world.Line.Id}" } } });

        answer.Status.ShouldBe(200, answer.Body.ToString());
        var item = answer.Items.ShouldHaveSingleItem();
        ((bool)item["valid"]!, item["errors"]!.Any(error => (string?)error["code"] == "template_mismatch")).ShouldBe((fits, !fits));
    }

    [Theory]
    [InlineData("[template=ru]order_ready[/template][body]№ 1017[/body]")]
    [InlineData("[template=ru]paused[/template]")]
    public async Task A_queued_message_that_does_not_fit_its_template_fails_before_it_leaves(string text)
    {
        await using var world = await StartAsync();

        var message = world.Find(await world.SendAsync(text: text));

        (message.State, message.Reason).ShouldBe((MessageState.Failed, Reason.GatewayMessage));
        world.Vendor.Seen.ShouldAllBe(request => request.Method == "GET");
    }

    [Fact]
    public async Task A_template_that_was_corrected_meanwhile_is_not_refused_by_an_old_list()
    {
        await using var world = await StartAsync();
        await world.Admin().GetAsync($"lines/{world.Line.Id}/templates");
        world.Vendor.Usually = request => Answer(request, Approved.Replace("PAUSED", "APPROVED", StringComparison.Ordinal));
        world.Clock.Advance(TimeSpan.FromMinutes(2));

        world.Find(await world.SendAsync(text: "[template=ru]paused[/template]")).State.ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task The_pair_limit_holds_that_recipient_1_4_16_seconds_and_the_line_goes_on_with_others()
    {
        await using var world = await StartAsync();
        world.Vendor.Usually = request => request.Body.Contains("375291112233", StringComparison.Ordinal)
            ? Reply.Json(400, """{"error":{"message":"(#131056) Pair rate limit hit","code":131056}}""") : Answer(request, Approved);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var (crowded, alsoCrowded, other) = (
            await world.EnqueueAsync(), await world.EnqueueAsync(), await world.EnqueueAsync("375291119999"));

        (await world.DispatchAsync()).ShouldBe(1);
        var rests = new List<TimeSpan?> { world.Find(crowded).RetryAt - world.Clock.GetUtcNow() };
        world.Find(alsoCrowded).RetryAt.ShouldBe(world.Find(crowded).RetryAt, "it is for the same recipient");
        world.Clock.Advance(TimeSpan.FromSeconds(0.5));
        (await world.DispatchAsync()).ShouldBe(1);
        world.Find(other).State.ShouldBe(MessageState.Sent, "the line did not wait");
        for (var i = 0; i < 2; i++)
        {
            world.Clock.Advance(world.Find(crowded).RetryAt!.Value - world.Clock.GetUtcNow());
            (await world.DispatchAsync()).ShouldBe(1);
            rests.Add(world.Find(crowded).RetryAt - world.Clock.GetUtcNow());
        }

        rests.ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(16)]);
        (world.Find(crowded).State, world.Find(crowded).CountedAttempts).ShouldBe((MessageState.Queued, 0));
    }

    [Fact]
    public async Task Quality_and_limit_are_shown_with_the_line()
    {
        await using var world = await StartAsync();

        await world.Get<Sending.ConnectionChecks>().CheckAsync(world.Line.Portal, world.Line.Id, CancellationToken.None);

        (await world.Admin().GetAsync($"lines/{world.Line.Id}"))["connectionText"]!.ToString()
            .ShouldBe("CONNECTED, quality GREEN, limit TIER_1K");
    }

    private static async Task<GatewayWorld> StartAsync()
    {
        var world = await GatewayWorld.StartAsync("whatsapp-cloud", url => Settings(url, "111"));
        world.Vendor.Usually = request => Answer(request, Approved);
        return world;
    }

    internal static Dictionary<string, string> Settings(
        string url, string number, string secret = "app-secret", string verify = "verify-word") => new()
        {
            ["baseUrl"] = url,
            ["version"] = "v23.0",
            ["phoneNumberId"] = number,
            ["wabaId"] = "555",
            ["accessToken"] = "access-token",
            ["appSecret"] = secret,
            ["verifyToken"] = verify,
        };

    internal static Reply Answer(SeenRequest request, string templates) => request switch
    {
        { Method: "POST" } =>
            Reply.Json(
                200, $$$"""{"messaging_product":"whatsapp","messages":[{"id":"wamid.{{{request.Json["biz_opaque_callback_data"]}}}"}]}"""),
        var ask when ask.Path.EndsWith("/message_templates", StringComparison.Ordinal) => Reply.Json(200, templates),
        _ => Reply.Json(200, """{"status":"CONNECTED","quality_rating":"GREEN","whatsapp_business_manager_messaging_limit":"TIER_1K"}"""),
    };

    private static string Status(string number, string id, string status) => $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"555","changes":[{"field":"messages","value":{"messaging_product":"whatsapp",
          "metadata":{"display_phone_number":"375330000000","phone_number_id":"{{{number}}}"},
          "statuses":[{"id":"{{{id}}}","status":"{{{status}}}","timestamp":"1772442005","recipient_id":"375291112233"}]}}]}]}
        """;

    internal static async Task<HttpStatusCode> CallAsync(GatewayWorld world, GivenLine line, string body, string secret)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/hooks/whatsapp-cloud/{line.HookKey}");
        call.Content = new StringContent(body, Encoding.UTF8, "application/json");
        call.Headers.Add(
            "X-Hub-Signature-256",
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body))));
        using var answer = await world.Product.Http.SendAsync(call);
        return answer.StatusCode;
    }
}
