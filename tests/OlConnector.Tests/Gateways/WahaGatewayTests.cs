using System.Text;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Gateways.Waha;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Gateways.Support.Vendors;

namespace OlConnector.Tests.Gateways;

public sealed class WahaGatewayTests : GatewayConformance
{
    private const string WholeId = "true_375291112233@c.us_3EB0AA";

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_123);

    private protected override VendorPages Pages => WahaVendor.Pages;

    private protected override IEnumerable<(string Name, Reply.Full Answer, string Meaning)> Table =>
    [
        ("201", Pages.Accepts("3EB0AA"), "accepted"),
        ("422 starting", NotWorking("STARTING"), "postponed line uncounted"),
        ("422 QR", NotWorking("SCAN_QR_CODE"), "down needsLogin"),
        ("422 failed", NotWorking("FAILED"), "down needsLogin"),
        ("422 stopped", NotWorking("STOPPED"), "down needsLogin"),
        ("422 passkey", NotWorking("PASSKEY_REQUIRED"), "down needsLogin"),
        ("422 a status nobody knows", NotWorking("DREAMING"), "down unknown"),
        ("422 engine", Reply.Json(422, """{"statusCode":422,"message":"Only in Plus"}"""), "refused bug"),
        ("400", Reply.Json(400, """{"message":["chatId must be a string"],"statusCode":400}"""), "refused bug"),
        ("401", Reply.Json(401, """{"message":"Unauthorized","statusCode":401}"""), "down needsLogin"),
        ("404", Reply.Json(404, """{"message":"Session not found","statusCode":404}"""), "down needsLogin"),
        ("429", Reply.Text(429, ""), "postponed line uncounted"),
        ("500", Reply.Json(500, """{"statusCode":500,"message":"Internal server error"}"""), "unknown"),
        ("500 no account", Reply.Json(500, """
            {"statusCode":500,"exception":{"message":"no LID found for 375291112233@s.whatsapp.net from server","name":"Error"}}
            """), "refused recipient"),
        ("502", Reply.Text(502, ""), "unknown"),
        ("503", Reply.Text(503, ""), "unknown"),
    ];

    private protected override IEnumerable<(string Name, Reply.Full Answer, LineConnection Connection)> States =>
    [
        State("WORKING", LineConnection.Connected),
        State("STARTING", LineConnection.Connecting),
        State("SCAN_QR_CODE", LineConnection.NeedsLogin),
        State("PASSKEY_CONFIRMATION_REQUIRED", LineConnection.NeedsLogin),
        State("STOPPED", LineConnection.NeedsLogin),
        State("FAILED", LineConnection.NeedsLogin),
        State("DREAMING", LineConnection.Unknown),
        ("401", Reply.Text(401, ""), LineConnection.NeedsLogin),
        ("404", Reply.Text(404, ""), LineConnection.NeedsLogin),
        ("500", Reply.Text(500, ""), LineConnection.Unknown),
        ("no JSON", Reply.Text(200, "hello"), LineConnection.Unknown),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine =>
    [
        Ack(-1, DeliveryStatus.Undelivered, "ERROR"),
        Ack(0, DeliveryStatus.Sent),
        Ack(1, DeliveryStatus.Sent),
        Ack(2, DeliveryStatus.Delivered),
        Ack(3, DeliveryStatus.Read),
        Ack(4, DeliveryStatus.Read),
        ("an id with a hidden number",
            Notification("message.ack", """{"id":"true_123456789@lid_3EB0AA","fromMe":true,"ack":2}"""),
            [new GatewayEvent.StatusReported("3EB0AA", null, DeliveryStatus.Delivered, At)]),
        ("an id that is an object",
            Notification("message.ack", $$$"""{"id":{"fromMe":true,"_serialized":"{{{WholeId}}}"},"ack":2}"""),
            [new GatewayEvent.StatusReported("3EB0AA", null, DeliveryStatus.Delivered, At)]),
        ("an acknowledgement nobody knows", Notification("message.ack", $$"""{"id":"{{WholeId}}","ack":9}"""),
            [new GatewayEvent.NotUnderstood("An acknowledgement of WAHA that is not known.")]),
        ("the client's message acknowledged",
            Notification("message.ack", """{"id":"false_375291112233@c.us_AA","fromMe":false,"ack":3}"""), []),
        ("session",
            Notification("session.status", """{"status":"WORKING"}"""),
            [new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Connected, "WORKING"))]),
        ("text", Incoming("375291112233@c.us"), [Received("Стоп")]),
        ("text of another engine", Incoming("375291112233:7@s.whatsapp.net"), [Received("Стоп")]),
        ("text behind a hidden number",
            Notification(
                "message",
                """
                {"id":"x","from":"123@lid","fromMe":false,"body":"Стоп","timestamp":1750000000,
                 "_data":{"key":{"senderPn":"375291112233@s.whatsapp.net"}}}
                """),
            [Received("Стоп", id: "x")]),
        ("hidden number without a number", Incoming("123456789@lid"),
            [new GatewayEvent.MessageReceived("123456789@lid", "Стоп", DateTimeOffset.FromUnixTimeSeconds(1_750_000_000), "AA")]),
        ("group", Incoming("120363000000000000@g.us"), []),
        ("our own message", Notification("message", """{"id":"x","from":"375291112233@c.us","fromMe":true,"body":"x"}"""), []),
        ("another session", Signed("""{"event":"session.status","session":"other","payload":{"status":"FAILED"}}"""), []),
        ("an event that does not concern us", Notification("group.join", "{}"), []),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Forged =>
    [
        ("unsigned", ACall("{}"u8.ToArray())),
        ("signed by another", Signed("{}"u8.ToArray(), "hmac-key-of-two")),
        ("changed body", Signed("""{"event":"x"}""") with { Body = """{"event":"y"}"""u8.ToArray() }),
        ("empty signature", ACall("{}"u8.ToArray(), headers: ("X-Webhook-Hmac", ""))),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Unreadable =>
    [
        ("empty", Signed("")),
        ("an array", Signed("[]")),
        ("no event", Signed("""{"payload":{}}""")),
        ("an acknowledgement of nothing", Notification("message.ack", """{"ack":2}""")),
        ("a session without a status", Notification("session.status", "{}")),
    ];

    private protected override CallbackRequest Signed(byte[] body) => Signed(body, "hmac-key-of-one");

    [Fact]
    public void The_signature_is_the_vendors()
    {
        // The vendor's published vector (gateways.md §3).
        var signature = WahaCallbacks.Signature("""{"event":"message","session":"default","engine":"WEBJS"}"""u8, "my-secret-key");

        signature.ShouldStartWith("208f8a55");
        signature.ShouldEndWith("076153fa89");
        signature.Length.ShouldBe(128);
    }

    [Fact]
    public async Task A_send_names_the_session_and_carries_the_key_in_a_header()
    {
        var sendText = Documented.Post("/api/sendText").WithHeader("X-Api-Key", "api-key-of-one")
            .WithJson("""{"session":"session-one","chatId":"375291112233@c.us","text":"Ваш заказ готов"}""");
        Vendor.Answers(sendText, Reply.Json(201, """{"id":"true_375291112233@c.us_3EB0AA","fromMe":true,"ack":0}"""));

        (await Line.SendAsync(AMessage(), CancellationToken.None)).ShouldBe(new SendResult.Accepted("3EB0AA"));
    }

    [Theory]
    [InlineData("""{"id":"true_375291112233@c.us_3EB0AA"}""")]
    [InlineData("""{"id":{"fromMe":true,"remote":"375291112233@c.us","id":"3EB0AA","_serialized":"true_375291112233@c.us_3EB0AA"}}""")]
    [InlineData("""{"key":{"remoteJid":"375291112233@s.whatsapp.net","fromMe":true,"id":"3EB0AA"}}""")]
    [InlineData("""{"id":"3EB0AA"}""")]
    public async Task Every_engines_id_comes_down_to_the_messages_own(string body) =>
        (await SendAsDocumentedAsync(Reply.Json(201, body))).ShouldBe(new SendResult.Accepted("3EB0AA"));

    [Theory]
    [InlineData(0, "Ваш заказ готов", true, true)]
    [InlineData(-60, "Ваш заказ готов", true, false)]
    [InlineData(0, "Ваш заказ  готов", true, false)]
    [InlineData(0, "Ваш заказ готов", false, false)]
    public async Task A_look_up_compares_text_time_and_author(int seconds, string text, bool fromMe, bool isFound)
    {
        var at = Clock.GetUtcNow().ToUnixTimeSeconds() + seconds;
        Vendor.Answers(
            WahaVendor.Asked("session-one/chats/375291112233@c.us/messages").WithQuery(("limit", "50"), ("downloadMedia", "false")),
            Reply.Json(
                200, $$"""[{"id":"{{WholeId}}","fromMe":{{(fromMe ? "true" : "false")}},"body":"{{text}}","timestamp":{{at}},"ack":2}]"""));

        var found = await Line.LookUpAsync(AMessage(), Clock.GetUtcNow(), CancellationToken.None);

        if (isFound) found.ShouldBe(new LookupResult.Found("3EB0AA", DeliveryStatus.Delivered));
        else found.ShouldBeOfType<LookupResult.CannotTell>().Why.ShouldStartWith("The chat does not hold it");
    }

    [Theory]
    [InlineData(200, """{"numberExists":true,"chatId":"375291112233@c.us"}""", true)]
    [InlineData(200, """{"numberExists":false}""", false)]
    [InlineData(422, """{"numberExists":true}""", null)]
    public async Task A_number_can_be_checked(int status, string body, bool? exists)
    {
        var checkExists = WahaVendor.Asked("contacts/check-exists").WithQuery(("phone", "375291112233"), ("session", "session-one"));
        Vendor.Answers(checkExists, Reply.Json(status, body));

        var told = await ((INumberCheck)Line).ExistsAsync(AMessage().To, CancellationToken.None);

        (told?.IsOnNetwork).ShouldBe(exists);
    }

    [Fact]
    public async Task A_telephone_is_linked_by_image_or_by_code()
    {
        var qr = WahaVendor.Asked("session-one/auth/qr").WithQuery(("format", "image"));
        var code = WahaVendor.Told("session-one/auth/request-code", """{"phoneNumber":"375291112233"}""");

        Vendor.Answers(qr, Reply.Json(200, """{"mimetype":"image/png","data":"iVBORw0"}"""));
        (await OfferAsync()).ShouldBe(new LoginOffer.ScanImage("iVBORw0", TimeSpan.FromSeconds(20)));
        Vendor.Answers(qr, NotWorking("WORKING"));
        (await OfferAsync()).ShouldBe(new LoginOffer.AlreadyLinked());
        Vendor.Answers(qr, NotWorking("STARTING"));
        (await OfferAsync()).ShouldBe(new LoginOffer.NotNow("STARTING"));
        Vendor.Answers(code, Reply.Json(201, """{"code":"ABCD-EFGH"}"""));
        (await OfferAsync(AMessage().To)).ShouldBe(new LoginOffer.TypeCode("ABCD-EFGH"));
    }

    [Theory]
    [InlineData(SessionAction.Start, "start")]
    [InlineData(SessionAction.Stop, "stop")]
    [InlineData(SessionAction.Restart, "restart")]
    [InlineData(SessionAction.LogOut, "logout")]
    public async Task A_session_does_what_it_is_told(SessionAction action, string verb)
    {
        Vendor.Answers(
            Documented.Post("/api/sessions/session-one/" + verb), Reply.Json(201, """{"name":"session-one","status":"STARTING"}"""));

        (await ((ILineLogin)Line).ActAsync(action, CancellationToken.None)).ShouldBeNull();
    }

    private Task<LoginOffer> OfferAsync(PhoneNumber? codeFor = null) => ((ILineLogin)Line).OfferLoginAsync(codeFor, CancellationToken.None);

    private static Reply.Full NotWorking(string status) => Reply.Json(422,
        $$"""
        {"error":"Session status is not as expected. Try again later or restart the session",
         "session":"session-one","status":"{{status}}","expected":["WORKING"]}
        """);

    private static (string, Reply.Full, LineConnection) State(string status, LineConnection connection) =>
        (status, Reply.Json(200, $$"""{"name":"session-one","status":"{{status}}","me":null}"""), connection);

    private (string, CallbackRequest, GatewayEvent[]) Ack(int ack, DeliveryStatus status, string? code = null) =>
        ($"ack {ack}",
            Notification(
                "message.ack",
                $$"""{"id":"{{WholeId}}","from":"375330000000@c.us","to":"375291112233@c.us","fromMe":true,"ack":{{ack}},"ackName":"X"}"""),
            [new GatewayEvent.StatusReported("3EB0AA", null, status, At, code)]);

    private static GatewayEvent Received(string text, string id = "AA") =>
        new GatewayEvent.MessageReceived("375291112233", text, DateTimeOffset.FromUnixTimeSeconds(1_750_000_000), id);

    private CallbackRequest Incoming(string from) =>
        Notification(
            "message",
            $$"""{"id":"false_{{from}}_AA","from":"{{from}}","fromMe":false,"body":"Стоп","timestamp":1750000000,"hasMedia":false}""");

    private CallbackRequest Notification(string name, string payload) =>
        Signed(
            $$"""
            {"id":"evt_01","timestamp":1750000000123,"event":"{{name}}","session":"session-one","engine":"WEBJS",
             "payload":{{payload}} }
            """);

    private static CallbackRequest Signed(byte[] body, string key) =>
        ACall(
            body,
            headers: (
                "X-Webhook-Hmac",
                Convert.ToHexString(System.Security.Cryptography.HMACSHA512.HashData(Encoding.UTF8.GetBytes(key), body))));
}
