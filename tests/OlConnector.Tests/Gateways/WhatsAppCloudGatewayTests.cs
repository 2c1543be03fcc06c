using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.WhatsAppCloud;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

public sealed class WhatsAppCloudGatewayTests : GatewayConformance
{
    private static readonly MessageId Ours = new(Guid.Parse("0198c0de000070008000000000000001"));
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000);

    private protected override IGatewayKind Create(GatewayRoom room) => new WhatsAppCloudKind(room);

    private protected override Dictionary<string, string> SettingsFor(string baseUrl, string line) => new()
    {
        ["baseUrl"] = baseUrl,
        ["version"] = "v23.0",
        ["phoneNumberId"] = line == "one" ? "106500000000001" : "106500000000002",
        ["accessToken"] = "access-token-of-" + line,
        ["appSecret"] = "app-secret-of-" + line,
        ["verifyToken"] = "verify-token-of-" + line,
    };

    private protected override Reply Accepts(string id) => Reply.Json(200,
        $$"""{"messaging_product":"whatsapp","contacts":[{"input":"375291112233","wa_id":"375291112233"}],"messages":[{"id":"{{id}}","message_status":"accepted"}]}""");

    private protected override (string To, string Text) Read(SeenRequest request) => ((string)request.Json["to"]!, (string)request.Json["text"]!["body"]!);

    private protected override IEnumerable<(string Name, Reply Answer, string Meaning)> Table =>
    [
        ("200", Accepts("wamid.HBgM"), "accepted"),
        .. Codes("down needsLogin", 0, 190, 3, 10, 200, 299, 33, 131045, 133004, 133010, 133016, 131055, 134011),
        .. Codes("down blocked", 131031, 368),
        .. Codes("down unpaid", 131042),
        .. Codes("down suspectedSpam", 131048),
        .. Codes("postponed line uncounted", 4, 80007, 130429, 131057),
        .. Codes("postponed recipient uncounted 1s", 131056),
        .. Codes("refused recipient", 131026, 131021, 131030, 131050, 130472, 130497),
        .. Codes("refused window", 131047), .. Codes("refused message", 131049, 131051, 131052, 131053, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018),
        .. Codes("refused bug", 100, 131008, 131009),
        .. Codes("postponed message counted", 1, 2, 131000, 131016),
        .. Codes("postponed message counted most 1", 135000),
        .. Codes("postponed message counted most 2", 999999),
        ("the code decides and not the status", Error(500, 190), "down needsLogin"),
        ("500 with a code", Error(500, 131000), "postponed message counted"),
        ("500 without a word", Reply.Text(500, ""), "unknown"),
        ("502", Error(502, 131000), "unknown"),
        ("504", Error(504, 131000), "unknown"),
        ("429 without a code", Reply.Text(429, ""), "postponed line uncounted"),
        ("401 without a code", Reply.Text(401, ""), "down needsLogin"),
    ];

    private protected override IEnumerable<(string Name, Reply Answer, LineConnection Connection)> States =>
    [
        State("CONNECTED", LineConnection.Connected),
        State("FLAGGED", LineConnection.Connected),
        State("PENDING", LineConnection.Connecting),
        State("DISCONNECTED", LineConnection.NeedsLogin),
        State("UNVERIFIED", LineConnection.NeedsLogin),
        State("RESTRICTED", LineConnection.SuspectedSpam),
        State("DREAMING", LineConnection.Unknown),
        ("token expired", Error(400, 190), LineConnection.NeedsLogin),
        ("locked", Error(400, 131031), LineConnection.Blocked),
        ("too many calls", Error(400, 80007), LineConnection.Unknown),
        ("500", Reply.Text(500, ""), LineConnection.Unknown),
        ("cut", new Reply.Cut(), LineConnection.Unknown),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine =>
    [
        Fate("sent", DeliveryStatus.Sent),
        Fate("delivered", DeliveryStatus.Delivered),
        Fate("read", DeliveryStatus.Read),
        Fate("played", DeliveryStatus.Read),
        ("failed", Statuses("""{"id":"wamid.1","status":"failed","timestamp":"1750000000","errors":[{"code":131026,"title":"Message undeliverable","message":"Message undeliverable","error_data":{"details":"Not on WhatsApp"}}]}"""),
            [new GatewayEvent.StatusReported("wamid.1", null, DeliveryStatus.Undelivered, At, "131026", "Not on WhatsApp")]),
        ("failed by the line", Statuses("""{"id":"wamid.1","status":"failed","timestamp":"1750000000","errors":[{"code":131042,"title":"Payment"}]}"""),
            [new GatewayEvent.StatusReported("wamid.1", null, DeliveryStatus.Undelivered, At, "131042", "Payment"),
             new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Unpaid, "131042: Payment"))]),
        ("a word nobody knows", Statuses("""{"id":"wamid.1","status":"teleported"}"""), []),
        ("several at once", Statuses("""{"id":"wamid.1","status":"sent"},{"id":"wamid.2","status":"read"}"""),
            [new GatewayEvent.StatusReported("wamid.1", null, DeliveryStatus.Sent), new GatewayEvent.StatusReported("wamid.2", null, DeliveryStatus.Read)]),
        ("text", Messages("""{"from":"375291112233","id":"wamid.3","timestamp":"1750000000","type":"text","text":{"body":"\u0421\u0442\u043e\u043f"}}"""), [Received("Стоп")]),
        ("button", Messages("""{"from":"375291112233","timestamp":"1750000000","type":"button","button":{"text":"Стоп"}}"""), [Received("Стоп")]),
        ("reply button", Messages("""{"from":"375291112233","timestamp":"1750000000","type":"interactive","interactive":{"button_reply":{"id":"1","title":"Стоп"}}}"""), [Received("Стоп")]),
        ("picture", Messages("""{"from":"375291112233","timestamp":"1750000000","type":"image","image":{}}"""), [Received(null)]),
        ("a user id instead of a number", Messages("""{"from":"BY.1234","type":"text","text":{"body":"x"}}"""), []),
        ("trouble of the line", Changes("""{"field":"messages","value":{"metadata":{"phone_number_id":"106500000000001"},"errors":[{"code":131031,"title":"Locked"}]}}"""),
            [new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Blocked, "131031: Locked"))]),
        ("another number", Changes("""{"field":"messages","value":{"metadata":{"phone_number_id":"106500000000002"},"statuses":[{"id":"wamid.1","status":"read"}]}}"""), []),
        ("another field", Changes("""{"field":"account_update","value":{}}"""), []),
        ("a signature in capitals", Signed("""{"entry":[]}""") with { Headers = Upper(Signed("""{"entry":[]}""").Headers) }, []),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Forged =>
    [
        ("unsigned", ACall("""{"entry":[]}"""u8.ToArray())),
        ("signed by another", Signed("""{"entry":[]}"""u8.ToArray(), "app-secret-of-two")),
        ("changed body", Signed("""{"entry":[]}""") with { Body = """{"entry":[ ]}"""u8.ToArray() }),
        ("wrong word", ACall([], "GET", "?hub.mode=subscribe&hub.verify_token=verify-token-of-two&hub.challenge=1")),
        ("no word", ACall([], "GET", "?hub.mode=subscribe&hub.challenge=1")),
        ("another mode", ACall([], "GET", "?hub.mode=unsubscribe&hub.verify_token=verify-token-of-one&hub.challenge=1")),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Unreadable =>
    [
        ("empty", Signed("")),
        ("no JSON", Signed("hello")),
        ("no entries", Signed("""{"object":"whatsapp_business_account"}""")),
    ];

    private protected override CallbackRequest Signed(byte[] body) => Signed(body, "app-secret-of-one");

    [Fact]
    public void The_address_is_proved_by_repeating_the_challenge() =>
        Gateway.ReadCallback(ACall([], "GET", "?hub.mode=subscribe&hub.verify_token=verify-token-of-one&hub.challenge=1158201444"))
            .ShouldBe(new CallbackResult.Challenge("1158201444"));

    [Fact]
    public async Task A_free_text_is_sent_as_it_is_with_our_id()
    {
        await SendAsync(Accepts("wamid.1"));

        var request = Server.Seen[0];
        request.Path.ShouldBe("/v23.0/106500000000001/messages");
        request.Header("Authorization").ShouldBe("Bearer access-token-of-one");
        request.Header("User-Agent").ShouldMatch(@"^OlConnector/\d+\.\d+\.\d+$");
        ((string?)request.Json["messaging_product"]).ShouldBe("whatsapp");
        ((string?)request.Json["recipient_type"]).ShouldBe("individual");
        ((string?)request.Json["type"]).ShouldBe("text");
        ((string?)request.Json["biz_opaque_callback_data"]).ShouldBe(LastMessage.Id.ToString());
    }

    [Fact]
    public async Task A_text_in_the_template_form_is_sent_as_a_template()
    {
        await SendTextAsync("[template=ru]order_ready[/template]\n[header]Иван[/header][body]№ 1017[/body] [body]сумма\n\t 5 [BYN][/body][button]track/1017[/button]");

        var sent = Server.Seen[0].Json;
        ((string?)sent["type"]).ShouldBe("template");
        JToken.DeepEquals(sent["template"], JObject.Parse("""
            {"name":"order_ready","language":{"code":"ru"},"components":[
              {"type":"header","parameters":[{"type":"text","text":"Иван"}]},
              {"type":"body","parameters":[{"type":"text","text":"№ 1017"},{"type":"text","text":"сумма 5 [BYN]"}]},
              {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"track/1017"}]}]}
            """)).ShouldBeTrue(sent.ToString());
    }

    [Fact]
    public async Task A_template_without_parameters_has_no_components()
    {
        await SendTextAsync("[template=en_US]hello_world[/template]");

        Server.Seen[0].Json["template"]!["components"].ShouldBeNull();
    }

    [Theory]
    [InlineData("[template=ru]order_ready")]
    [InlineData("[template]order_ready[/template]")]
    [InlineData("[template=ru]Order Ready[/template]")]
    [InlineData("[template=ru]order_ready[/template][body]a[/header]")]
    [InlineData("[template=ru]order_ready[/template] and more")]
    [InlineData("[template=ru]order_ready[/template][body]  [/body]")]
    [InlineData("[template=ru]order_ready[/template][picture]a[/picture]")]
    public async Task A_template_form_with_a_mistake_is_refused_and_never_sent_as_free_text(string text)
    {
        Brief(await Gateway.SendAsync(AMessage(text), CancellationToken.None)).ShouldBe("refused message");

        Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Quality_and_tier_are_shown_and_a_version_that_tells_no_tier_is_asked_again_without()
    {
        Server.Next(Error(400, 100), Error(400, 100), Reply.Json(200, """{"status":"CONNECTED","quality_rating":"GREEN","messaging_limit_tier":"TIER_1K"}"""));

        var report = await Gateway.GetConnectionAsync(CancellationToken.None);

        report.ShouldBe(new ConnectionReport(LineConnection.Connected, "CONNECTED, quality GREEN, limit TIER_1K"));
        Server.Seen.Select(request => request.QueryValue("fields")).ShouldBe(
            ["status,quality_rating,whatsapp_business_manager_messaging_limit", "status,quality_rating,messaging_limit_tier", "status,quality_rating"]);
    }

    [Fact]
    public async Task Templates_are_listed_over_all_pages_with_the_number_of_their_parameters()
    {
        Server.Next(
            Reply.Json(200, """
                {"data":[{"name":"order_ready","language":"ru","category":"UTILITY","status":"APPROVED","components":[
                  {"type":"HEADER","format":"TEXT","text":"Здравствуйте, {{1}}"},{"type":"BODY","text":"Заказ {{1}} готов {{2}}, ждём {{2}}"},
                  {"type":"BUTTONS","buttons":[{"type":"URL","url":"https://example.com/{{1}}"},{"type":"QUICK_REPLY","text":"Стоп"}]}]}],
                 "paging":{"cursors":{"after":"NEXT"},"next":"https://graph.facebook.com/elsewhere"}}
                """),
            Reply.Json(200, """{"data":[{"name":"hello","language":"en_US","category":"MARKETING","status":"PAUSED"}],"paging":{"cursors":{"after":"END"}}}"""));

        var templates = await TemplatesOf("555").ListAsync(CancellationToken.None);

        templates.ShouldBe([new GatewayTemplate("order_ready", "ru", "UTILITY", "APPROVED", 1, 2, 1), new GatewayTemplate("hello", "en_US", "MARKETING", "PAUSED", 0, 0, 0)]);
        Server.Seen[0].Path.ShouldBe("/v23.0/555/message_templates");
        Server.Seen[1].QueryValue("after").ShouldBe("NEXT");
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_no_list()
    {
        Server.Next(Reply.Json(200, """{"data":[],"paging":{"cursors":{"after":"NEXT"},"next":"x"}}"""), new Reply.Cut());

        (await TemplatesOf("555").ListAsync(CancellationToken.None)).ShouldBeNull();
        (await TemplatesOf("").ListAsync(CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("free text", null)]
    [InlineData("[template=ru]order_ready[/template][body]1[/body][body]2[/body]", null)]
    [InlineData("[template=ru]order_ready[/template][body]1[/body]", "0/2/0")]
    [InlineData("[template=en]order_ready[/template][body]1[/body][body]2[/body]", "en")]
    [InlineData("[template=ru]paused[/template]", "PAUSED")]
    [InlineData("[template=ru]order_ready", "[template=")]
    public void A_text_is_checked_against_the_templates_before_launch(string text, string? said)
    {
        GatewayTemplate[] templates = [new("order_ready", "ru", "UTILITY", "APPROVED", 0, 2, 0), new("paused", "ru", "MARKETING", "PAUSED", 0, 0, 0)];

        var problem = WhatsAppTemplates.ProblemOf(text, templates);

        if (said is null) problem.ShouldBeNull();
        else new[] { problem.ShouldNotBeNull().Ru, problem.En }.ShouldAllBe(words => words.Contains(said, StringComparison.Ordinal));
    }

    private WhatsAppTemplates TemplatesOf(string waba)
    {
        var settings = SettingsFor(Server.Url, "one");
        settings["wabaId"] = waba;
        return ((WhatsAppCloudKind)Kind).Templates(new GatewaySettings(settings));
    }

    private async Task SendTextAsync(string text)
    {
        Server.Next(Accepts("wamid.1"));
        (await Gateway.SendAsync(AMessage(text), CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();
    }

    private static IEnumerable<(string, Reply, string)> Codes(string meaning, params int[] codes) =>
        codes.Select(code => ($"{code}", (Reply)Error(400, code), meaning));

    private static Reply.Full Error(int status, int code) => Reply.Json(status,
        $$$"""{"error":{"message":"(#{{{code}}}) No","type":"OAuthException","code":{{{code}}},"error_data":{"messaging_product":"whatsapp","details":"No."},"fbtrace_id":"A"}}""");

    private static (string, Reply, LineConnection) State(string status, LineConnection connection) =>
        (status, Reply.Json(200, $$"""{"status":"{{status}}","quality_rating":"GREEN","id":"106500000000001"}"""), connection);

    private (string, CallbackRequest, GatewayEvent[]) Fate(string word, DeliveryStatus status) =>
        (word, Statuses($$"""{"id":"wamid.1","status":"{{word}}","timestamp":"1750000000","recipient_id":"375291112233","biz_opaque_callback_data":"{{Ours}}"}"""),
            [new GatewayEvent.StatusReported("wamid.1", Ours, status, At)]);

    private static GatewayEvent Received(string? text) => new GatewayEvent.MessageReceived("375291112233", text, At);

    private CallbackRequest Statuses(string rows) => Value($"\"statuses\":[{rows}]");

    private CallbackRequest Messages(string rows) => Value($"\"messages\":[{rows}]");

    private CallbackRequest Value(string members) => Changes(
        $$$"""{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"375330000000","phone_number_id":"106500000000001"},{{{members}}}}}""");

    private CallbackRequest Changes(string changes) => Signed($$"""{"object":"whatsapp_business_account","entry":[{"id":"WABA","changes":[{{changes}}]}]}""");

    private static Dictionary<string, string> Upper(IReadOnlyDictionary<string, string> headers) =>
        headers.ToDictionary(header => header.Key, header => header.Value.ToUpperInvariant(), StringComparer.OrdinalIgnoreCase);

    private static CallbackRequest Signed(byte[] body, string secret) =>
        ACall(body, headers: ("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))));
}
