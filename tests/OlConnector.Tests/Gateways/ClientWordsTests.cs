using System.Net;
using System.Security.Cryptography;
using System.Text;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>A client's refusal is honoured whatever form the vendor gives to the number, and whoever heard it.</summary>
public sealed class ClientWordsTests
{
    private const string Stop = "%D0%A1%D0%A2%D0%9E%D0%9F";

    [Theory]
    [InlineData("89161234567")]
    [InlineData("%2B79161234567")]
    [InlineData("+79161234567")]
    [InlineData("9161234567")]
    [InlineData("81079161234567")]
    [InlineData("0079161234567")]
    public async Task A_sender_of_an_SMS_is_read_as_the_portals_country_dials(string from)
    {
        await using var world = await KannelAsync();

        (await world.CallAsync("kannel", HttpMethod.Get, $"?from={from}&text={Stop}")).ShouldBe(HttpStatusCode.OK);

        await ShouldBeOptedOutAsync(world, "+7 916 123-45-67");
    }

    [Theory]
    [InlineData("541123456789", "+54 9 11 2345-6789")]
    [InlineData("5491123456789", "+541123456789")]
    [InlineData("5215512345678", "+52 55 1234 5678")]
    [InlineData("553187654321", "+55 31 98765-4321")]
    [InlineData("22512345678", "+225 07 12 34 56 78")]
    public async Task WhatsApps_form_of_a_number_is_the_same_client(string from, string inCrm)
    {
        await using var world = await CloudAsync();

        await WriteAsync(world, Text(from, "СТОП"));

        await ShouldBeOptedOutAsync(world, inCrm);
        await WriteAsync(world, Text(from, "СТАРТ"));
        (await world.MailAsync(inCrm, "Another one")).State.ShouldNotBe(MessageState.Suppressed);
    }

    [Fact]
    public async Task Marketing_that_waits_for_the_other_form_is_suppressed_at_once()
    {
        await using var world = await CloudAsync();
        var waiting = await world.MailAsync("+54 9 11 2345-6789");
        waiting.State.ShouldBe(MessageState.Queued);

        await WriteAsync(world, Text("541123456789", "STOP"));

        (world.Find(waiting.Id).State, world.Find(waiting.Id).Reason).ShouldBe((MessageState.Suppressed, Reason.OptedOut));
    }

    [Fact]
    public async Task The_id_that_Meta_has_chosen_for_a_number_leads_back_to_it()
    {
        await using var world = await CloudAsync();
        world.Vendor.Usually = request => request.Method == "POST"
            ? Reply.Json(200, """{"contacts":[{"input":"79161234567","wa_id":"79990000001"}],"messages":[{"id":"wamid.1"}]}""")
            : WhatsAppCloudHostTests.Answer(request, WhatsAppCloudHostTests.Approved);
        await world.SendAsync("79161234567");

        await WriteAsync(world, Text("79990000001", "STOP"));

        await ShouldBeOptedOutAsync(world, "+79161234567");
    }

    [Theory]
    [InlineData("""{"from":"79161234567","type":"button","button":{"text":"Stop promotions","payload":"Stop promotions"}}""")]
    [InlineData("""{"from":"79161234567","type":"button","button":{"text":"Больше не надо","payload":"STOP"}}""")]
    [InlineData("""{"from":"79161234567","type":"interactive","interactive":{"button_reply":{"id":"stop_promotions","title":"Нет"}}}""")]
    [InlineData("""{"from":"79161234567","type":"image","image":{"id":"1","caption":"стоп"}}""")]
    [InlineData("""{"from":"79161234567","type":"system","system":{"type":"user_preference_changed","marketing":"stop","body":"x"}}""")]
    public async Task What_a_client_presses_in_WhatsApp_is_a_refusal_too(string message)
    {
        await using var world = await CloudAsync();

        await WriteAsync(world, message);

        await ShouldBeOptedOutAsync(world, "+79161234567");
    }

    [Fact]
    public async Task WhatsApps_own_switch_for_offers_is_honoured_both_ways()
    {
        await using var world = await CloudAsync();

        await PreferAsync(world, "stop");
        await ShouldBeOptedOutAsync(world, "+79161234567");
        await PreferAsync(world, "resume");
        (await world.MailAsync("+79161234567", "Another one")).State.ShouldNotBe(MessageState.Suppressed);
    }

    [Theory]
    [InlineData("131050")]
    [InlineData("131026")]
    public async Task A_refusal_that_the_vendor_tells_of_in_a_report_holds_for_the_portal(string code)
    {
        await using var world = await CloudAsync();
        var message = await world.SendAsync("79161234567");

        await CallAsync(world, "messages", $$$"""
            "statuses":[{"id":"{{{world.Find(message).GatewayMessageId}}}","status":"failed","timestamp":"1772442005",
              "errors":[{"code":{{{code}}},"title":"x","error_data":{"details":"User has stopped marketing messages"}}]}]
            """);

        var mailing = await world.MailAsync("+79161234567");
        (mailing.State == MessageState.Suppressed).ShouldBe(code == "131050");
    }

    [Fact]
    public async Task A_send_that_Twilio_refuses_to_a_client_who_opted_out_there_is_the_last()
    {
        await using var world = await TwilioAsync();
        world.Vendor.Usually = _ => Reply.Json(400, """{"code":21610,"message":"Attempt to send to unsubscribed recipient"}""");

        var message = world.Find(await world.SendAsync("79161234567"));

        (message.State, message.Reason).ShouldBe((MessageState.Failed, Reason.GatewayRecipient));
        await ShouldBeOptedOutAsync(world, "+79161234567");
    }

    [Fact]
    public async Task Twilios_verdict_on_a_word_of_the_accounts_own_list_counts()
    {
        await using var world = await TwilioAsync();

        await TwilioCallsAsync(world, ("From", "+79161234567"), ("Body", "BAJA"), ("OptOutType", "STOP"));
        await ShouldBeOptedOutAsync(world, "+79161234567");

        await TwilioCallsAsync(world, ("From", "+79161234567"), ("Body", "ALTA"), ("OptOutType", "START"));
        (await world.MailAsync("+79161234567", "Another one")).State.ShouldNotBe(MessageState.Suppressed);
    }

    [Theory]
    [InlineData("""{"chatId":"1234567890123@lid","sender":"79161234567@c.us"}""")]
    [InlineData("""{"chatId":"1234567890123@lid","senderPhoneNumber":79161234567}""")]
    [InlineData("""{"chatId":"79161234567@c.us"}""")]
    public async Task A_client_of_Green_API_is_known_by_any_field_that_tells_the_number(string sender)
    {
        await using var world = await GreenApiAsync();

        await GreenApiCallsAsync(world, sender, """{"typeMessage":"textMessage","textMessageData":{"textMessage":"стоп"}}""");

        await ShouldBeOptedOutAsync(world, "+79161234567");
    }

    [Theory]
    [InlineData("""{"templateButtonReplyMessage":{"selectedId":"1","selectedDisplayText":"Стоп"}}""")]
    [InlineData("""{"buttonsResponseMessage":{"selectedButtonId":"1","selectedButtonText":"Стоп"}}""")]
    [InlineData("""{"listResponseMessage":{"title":"Стоп"}}""")]
    [InlineData("""{"editedMessageData":{"textMessage":"Стоп","stanzaId":"1"}}""")]
    [InlineData("""{"fileMessageData":{"caption":"Стоп","fileName":"a.jpg"}}""")]
    public async Task Words_of_every_kind_count_on_Green_API(string data)
    {
        await using var world = await GreenApiAsync();

        await GreenApiCallsAsync(world, """{"chatId":"79161234567@c.us"}""", data);

        await ShouldBeOptedOutAsync(world, "+79161234567");
    }

    [Fact]
    public async Task A_hidden_client_is_kept_for_people_to_look_at_and_known_once_the_gateway_has_named_the_chat()
    {
        await using var world = await GreenApiAsync();
        const string Hidden = """{"chatId":"1234567890123@lid"}""";
        const string Text = """{"typeMessage":"textMessage","textMessageData":{"textMessage":"стоп"}}""";

        await GreenApiCallsAsync(world, Hidden, Text);
        (await world.Admin().GetAsync("audit/callbacks")).Items.ShouldHaveSingleItem()["why"]!.ToString().ShouldContain("number");

        await world.Get<Writer>().RunAsync(turn => turn.Execute(
            """
            INSERT INTO known_numbers (portal_id, gateway_kind, phone, is_on_network, chat, checked_at)
            VALUES (@portal, 'green-api', '79161234567', @yes, '1234567890123@lid', @now)
            """,
            ("portal", world.Line.Portal), ("yes", true), ("now", world.Clock.GetUtcNow())));
        await GreenApiCallsAsync(world, Hidden, Text);
        await ShouldBeOptedOutAsync(world, "+79161234567");
    }

    private static async Task ShouldBeOptedOutAsync(GatewayWorld world, string number)
    {
        var mailing = await world.MailAsync(number);
        (mailing.State, mailing.Reason).ShouldBe((MessageState.Suppressed, Reason.OptedOut), number);
    }

    private static Task<GatewayWorld> KannelAsync() => GatewayWorld.StartAsync("kannel", url => new()
    {
        ["sendsmsUrl"] = url + "/cgi-bin/sendsms",
        ["username"] = "ol",
        ["password"] = "password",
        ["from"] = "OL",
    });

    private static async Task<GatewayWorld> CloudAsync()
    {
        var world = await GatewayWorld.StartAsync("whatsapp-cloud", url => WhatsAppCloudHostTests.Settings(url, "111"));
        world.Vendor.Usually = request => WhatsAppCloudHostTests.Answer(request, WhatsAppCloudHostTests.Approved);
        return world;
    }

    private static Task<GatewayWorld> TwilioAsync() => GatewayWorld.StartAsync("twilio", url => new()
    {
        ["baseUrl"] = url,
        ["accountSid"] = "AC" + new string('a', 32),
        ["authToken"] = "auth-token",
        ["from"] = "+12025550123",
    });

    private static Task<GatewayWorld> GreenApiAsync() => GatewayWorld.StartAsync("green-api", url => new()
    {
        ["apiUrl"] = url,
        ["idInstance"] = "1101000001",
        ["apiTokenInstance"] = "api-token",
        ["webhookUrlToken"] = "hook-token",
    });

    private static string Text(string from, string text) =>
        $$$"""{"from":"{{{from}}}","type":"text","timestamp":"1772442005","text":{"body":"{{{text}}}"}}""";

    private static Task WriteAsync(GatewayWorld world, string message) => CallAsync(world, "messages", $"\"messages\":[{message}]");

    private static Task PreferAsync(GatewayWorld world, string value) => CallAsync(world, "user_preferences", $$"""
        "user_preferences":[{"wa_id":"79161234567","category":"marketing_messages","value":"{{value}}","timestamp":1772442005}]
        """);

    private static async Task CallAsync(GatewayWorld world, string field, string content) =>
        (await WhatsAppCloudHostTests.CallAsync(world, world.Line, $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"555","changes":[{"field":"{{{field}}}","value":{
              "messaging_product":"whatsapp","metadata":{"phone_number_id":"111"}, {{{content}}} }}]}]}
            """, "app-secret")).ShouldBe(HttpStatusCode.OK);

    private static int _sids;

    /// <summary>Each call is another message.</summary>
    private static async Task TwilioCallsAsync(GatewayWorld world, params (string Name, string Value)[] values)
    {
        (string Name, string Value)[] all = [("MessageSid", $"SM{Interlocked.Increment(ref _sids)}"), ("SmsStatus", "received"), .. values];
        var url = "https://olc.example.com/hooks/twilio/" + world.Line.HookKey;
        var signed = url + string.Concat(all.OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => pair.Name + pair.Value));
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/hooks/twilio/{world.Line.HookKey}")
        {
            Content = new FormUrlEncodedContent(all.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
        };
#pragma warning disable CA5350 // the vendor's protocol
        call.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData("auth-token"u8, Encoding.UTF8.GetBytes(signed))));
#pragma warning restore CA5350
        using var answer = await world.Product.Http.SendAsync(call);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task GreenApiCallsAsync(GatewayWorld world, string sender, string data)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/hooks/green-api/{world.Line.HookKey}");
        call.Content = new StringContent(
            $$"""{"typeWebhook":"incomingMessageReceived","timestamp":1772442005,"senderData":{{sender}},"messageData":{{data}}}""",
            Encoding.UTF8, "application/json");
        call.Headers.TryAddWithoutValidation("Authorization", "Bearer hook-token");
        using var answer = await world.Product.Http.SendAsync(call);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
