using System.Security.Cryptography;
using System.Text;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.WhatsAppCloud;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Gateways.Support.Vendors;
using WireMock.RequestBuilders;

namespace OlConnector.Tests.Gateways;

public sealed class WhatsAppCloudGatewayTests : GatewayConformance
{
    private static readonly MessageId Ours = new(Guid.Parse("0198c0de000070008000000000000001"));
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000);

    private protected override VendorPages Pages => WhatsAppCloudVendor.Pages;

    private protected override IEnumerable<(string Name, Reply.Full Answer, string Meaning)> Table =>
    [
        ("200", Pages.Accepts("wamid.HBgM"), "accepted"),
        .. Codes("down needsLogin", 0, 190, 3, 10, 200, 299, 33, 131045, 133004, 133010, 133016, 131055, 134011),
        .. Codes("down blocked", 131031, 368),
        .. Codes("down unpaid", 131042),
        .. Codes("down suspectedSpam", 131048),
        .. Codes("postponed line uncounted", 4, 80007, 130429, 131057),
        .. Codes("postponed recipient uncounted 1s", 131056),
        .. Codes("refused recipient", 131026, 131021, 131030, 131050, 130472, 130497),
        .. Codes("refused window", 131047),
        .. Codes("refused message", 131049, 131051, 131052, 131053, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018),
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

    private protected override IEnumerable<(string Name, Reply.Full Answer, LineConnection Connection)> States =>
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
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine =>
    [
        Fate("sent", DeliveryStatus.Sent),
        Fate("delivered", DeliveryStatus.Delivered),
        Fate("read", DeliveryStatus.Read),
        Fate("played", DeliveryStatus.Read),
        ("failed",
            Statuses(
                """
                {"id":"wamid.1","status":"failed","timestamp":"1750000000","errors":[
                  {"code":131026,"title":"Message undeliverable","message":"Message undeliverable",
                   "error_data":{"details":"Not on WhatsApp"}}]}
                """),
            [new GatewayEvent.StatusReported("wamid.1", null, DeliveryStatus.Undelivered, At, "131026", "Not on WhatsApp")
            {
                Fault = Fault.Recipient,
            }]),
        ("failed for a client who stopped marketing",
            Statuses("""{"id":"wamid.1","status":"failed","timestamp":"1750000000","errors":[{"code":131050,"title":"Stopped"}]}"""),
            [new GatewayEvent.StatusReported("wamid.1", null, DeliveryStatus.Undelivered, At, "131050", "Stopped")
            {
                Fault = Fault.Recipient,
                IsOptOut = true,
            }]),
        ("failed by the line",
            Statuses("""{"id":"wamid.1","status":"failed","timestamp":"1750000000","errors":[{"code":131042,"title":"Payment"}]}"""),
            [new GatewayEvent.StatusReported("wamid.1", null, DeliveryStatus.Undelivered, At, "131042", "Payment"),
             new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Unpaid, "131042: Payment"))]),
        ("a word nobody knows", Statuses("""{"id":"wamid.1","status":"teleported"}"""),
            [new GatewayEvent.NotUnderstood("A status of WhatsApp that is not known, or names no message.")]),
        ("several at once", Statuses("""{"id":"wamid.1","status":"sent"},{"id":"wamid.2","status":"read"}"""),
            [new GatewayEvent.StatusReported("wamid.1", null, DeliveryStatus.Sent),
                new GatewayEvent.StatusReported("wamid.2", null, DeliveryStatus.Read)]),
        ("text",
            Messages(
                """
                {"from":"375291112233","id":"wamid.3","timestamp":"1750000000",
                 "type":"text","text":{"body":"\u0421\u0442\u043e\u043f"}}
                """),
            [Received("Стоп", "wamid.3")]),
        ("button",
            Messages("""{"from":"375291112233","timestamp":"1750000000","type":"button","button":{"text":"Стоп"}}"""), [Received("Стоп")]),
        ("reply button",
            Messages(
                """
                {"from":"375291112233","timestamp":"1750000000","type":"interactive",
                 "interactive":{"button_reply":{"id":"1","title":"Стоп"}}}
                """),
            [Received("Стоп")]),
        ("picture", Messages("""{"from":"375291112233","timestamp":"1750000000","type":"image","image":{}}"""), [Received(null)]),
        ("a user id instead of a number", Messages("""{"from":"BY.1234","type":"text","text":{"body":"x"}}"""),
            [new GatewayEvent.NotUnderstood("A client's message of WhatsApp that names no number.")]),
        ("trouble of the line",
            Changes(
                """
                {"field":"messages","value":{"metadata":{"phone_number_id":"106500000000001"},
                 "errors":[{"code":131031,"title":"Locked"}]}}
                """),
            [new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Blocked, "131031: Locked"))]),
        ("another number",
            Changes(
                """
                {"field":"messages","value":{"metadata":{"phone_number_id":"106500000000002"},
                 "statuses":[{"id":"wamid.1","status":"read"}]}}
                """),
            []),
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
        var message = AMessage();
        var messages = Documented.Post("/v23.0/106500000000001/messages")
            .WithHeader("Authorization", "Bearer access-token-of-one").WithHeader("User-Agent", "OlConnector/1.0.0")
            .WithJson($$"""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"375291112233","type":"text",
                 "text":{"body":"Ваш заказ готов","preview_url":false},"biz_opaque_callback_data":"{{message.Id}}"}
                """);
        Vendor.Answers(
            messages, Reply.Json(200, """{"messaging_product":"whatsapp","messages":[{"id":"wamid.1","message_status":"accepted"}]}"""));

        (await Line.SendAsync(message, CancellationToken.None)).ShouldBe(new SendResult.Accepted("wamid.1"));
    }

    [Fact]
    public async Task A_text_in_the_template_form_is_sent_as_a_template()
    {
        var message = AMessage("""
            [template=ru]order_ready[/template]
            [header]Иван[/header][body]№ 1017[/body] [body]сумма

                5 [BYN][/body][button]track/1017[/button]
            """);
        Vendor.Answers(TemplateMessage(message, """
            {"name":"order_ready","language":{"code":"ru"},"components":[
              {"type":"header","parameters":[{"type":"text","text":"Иван"}]},
              {"type":"body","parameters":[{"type":"text","text":"№ 1017"},{"type":"text","text":"сумма 5 [BYN]"}]},
              {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"track/1017"}]}]}
            """), Pages.Accepts("wamid.1"));

        (await Line.SendAsync(message, CancellationToken.None)).ShouldBe(new SendResult.Accepted("wamid.1"));
    }

    [Fact]
    public async Task A_template_without_parameters_has_no_components()
    {
        var message = AMessage("[template=en_US]hello_world[/template]");
        Vendor.Answers(TemplateMessage(message, """{"name":"hello_world","language":{"code":"en_US"}}"""), Pages.Accepts("wamid.1"));

        (await Line.SendAsync(message, CancellationToken.None)).ShouldBe(new SendResult.Accepted("wamid.1"));
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
        Vendor.Answers(WhatsAppCloudVendor.NumberState("status,quality_rating,whatsapp_business_manager_messaging_limit"), Error(400, 100));
        Vendor.Answers(WhatsAppCloudVendor.NumberState("status,quality_rating,messaging_limit_tier"), Error(400, 100));
        Vendor.Answers(
            WhatsAppCloudVendor.NumberState("status,quality_rating"),
            Reply.Json(200, """{"status":"CONNECTED","quality_rating":"GREEN","messaging_limit_tier":"TIER_1K"}"""));

        var report = await Line.GetConnectionAsync(CancellationToken.None);

        report.ShouldBe(new ConnectionReport(LineConnection.Connected, "CONNECTED, quality GREEN, limit TIER_1K"));
        Vendor.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Templates_are_listed_over_all_pages_with_the_number_of_their_parameters()
    {
        Vendor.Answers(
            WhatsAppCloudVendor.Templates("555"),
            Reply.Json(200, """
                {"data":[{"name":"order_ready","language":"ru","category":"UTILITY","status":"APPROVED","components":[
                  {"type":"HEADER","format":"TEXT","text":"Здравствуйте, {{1}}"},
                  {"type":"BODY","text":"Заказ {{1}} готов {{2}}, ждём {{2}}"},
                  {"type":"BUTTONS","buttons":[{"type":"URL","url":"https://example.com/{{1}}"},{"type":"QUICK_REPLY","text":"Стоп"}]}]}],
                 "paging":{"cursors":{"after":"NEXT"},"next":"https://graph.facebook.com/elsewhere"}}
                """));
        Vendor.Answers(
            WhatsAppCloudVendor.Templates("555", ("after", "NEXT")),
            Reply.Json(
                200,
                """
                {"data":[{"name":"hello","language":"en_US","category":"MARKETING","status":"PAUSED"}],
                 "paging":{"cursors":{"after":"END"}}}
                """));

        var templates = await TemplatesAt(Vendor.Url, "555").ListAsync(CancellationToken.None);

        templates.ShouldNotBeNull()[0].ButtonPlaces.ShouldHaveSingleItem();
        templates.ShouldAllBe(one => one.HeaderNames.Count == 0 && one.BodyNames.Count == 0, "they are numbered");
        templates.Select(one => one with { HeaderNames = [], BodyNames = [], ButtonPlaces = [] }).ShouldBe(
            [new GatewayTemplate("order_ready", "ru", "UTILITY", "APPROVED", 1, 2, 1),
                new GatewayTemplate("hello", "en_US", "MARKETING", "PAUSED", 0, 0, 0)]);
        Vendor.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_no_list()
    {
        Server.Next(Reply.Json(200, """{"data":[],"paging":{"cursors":{"after":"NEXT"},"next":"x"}}"""), new Reply.Cut());

        (await TemplatesAt(Server.Url, "555").ListAsync(CancellationToken.None)).ShouldBeNull();
        (await TemplatesAt(Server.Url, "").ListAsync(CancellationToken.None)).ShouldBeNull();
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
        GatewayTemplate[] templates =
            [new("order_ready", "ru", "UTILITY", "APPROVED", 0, 2, 0), new("paused", "ru", "MARKETING", "PAUSED", 0, 0, 0)];

        var problem = WhatsAppTemplates.ProblemOf(text, templates);

        if (said is null) problem.ShouldBeNull();
        else new[] { problem.ShouldNotBeNull().Ru, problem.En }.ShouldAllBe(words => words.Contains(said, StringComparison.Ordinal));
    }

    private WhatsAppTemplates TemplatesAt(string url, string waba)
    {
        var settings = WhatsAppCloudVendor.Settings(url);
        settings["wabaId"] = waba;
        return ((WhatsAppCloudKind)Kind).Templates(new GatewaySettings(settings));
    }

    private static IRequestBuilder TemplateMessage(OutboundMessage message, string template) => WhatsAppCloudVendor.Message($$"""
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"375291112233","biz_opaque_callback_data":"{{message.Id}}",
         "type":"template","template":{{template}}}
        """);

    private static IEnumerable<(string, Reply.Full, string)> Codes(string meaning, params int[] codes) =>
        codes.Select(code => ($"{code}", Error(400, code), meaning));

    private static Reply.Full Error(int status, int code) => Reply.Json(status,
        $$$"""
        {"error":{"message":"(#{{{code}}}) No","type":"OAuthException","code":{{{code}}},
         "error_data":{"messaging_product":"whatsapp","details":"No."},"fbtrace_id":"A"}}
        """);

    private static (string, Reply.Full, LineConnection) State(string status, LineConnection connection) =>
        (status, Reply.Json(200, $$"""{"status":"{{status}}","quality_rating":"GREEN","id":"106500000000001"}"""), connection);

    private (string, CallbackRequest, GatewayEvent[]) Fate(string word, DeliveryStatus status) =>
        (word,
            Statuses(
                $$"""
                {"id":"wamid.1","status":"{{word}}","timestamp":"1750000000",
                 "recipient_id":"375291112233","biz_opaque_callback_data":"{{Ours}}"}
                """),
            [new GatewayEvent.StatusReported("wamid.1", Ours, status, At)]);

    private static GatewayEvent Received(string? text, string? id = null) =>
        new GatewayEvent.MessageReceived("375291112233", text, At, id);

    private CallbackRequest Statuses(string rows) => Value($"\"statuses\":[{rows}]");

    private CallbackRequest Messages(string rows) => Value($"\"messages\":[{rows}]");

    private CallbackRequest Value(string members) => Changes(
        $$$"""
        {"field":"messages","value":{"messaging_product":"whatsapp",
         "metadata":{"display_phone_number":"375330000000","phone_number_id":"106500000000001"},{{{members}}}} }
        """);

    private CallbackRequest Changes(string changes) =>
        Signed($$"""{"object":"whatsapp_business_account","entry":[{"id":"WABA","changes":[{{changes}}]}]}""");

    private static Dictionary<string, string> Upper(IReadOnlyDictionary<string, string> headers) =>
        headers.ToDictionary(header => header.Key, header => header.Value.ToUpperInvariant(), StringComparer.OrdinalIgnoreCase);

    private static CallbackRequest Signed(byte[] body, string secret) =>
        ACall(
            body,
            headers: (
                "X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))));
}
