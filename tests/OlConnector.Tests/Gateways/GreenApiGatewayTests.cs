using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Gateways.GreenApi;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Gateways.Support.Vendors;

namespace OlConnector.Tests.Gateways;

public sealed class GreenApiGatewayTests : GatewayConformance
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000);

    private protected override VendorPages Pages => GreenApiVendor.Pages;

    private protected override IEnumerable<(string Name, Reply.Full Answer, string Meaning)> Table =>
    [
        ("200", Pages.Accepts("3EB0C767D097B7C7C030"), "accepted"),
        ("an error inside a 200", Reply.Json(200, """{"reason":"rate-overlimit"}"""), "postponed line uncounted"),
        ("a quota inside a 200",
            Reply.Json(200, """{"correspondentsStatus":{"status":"CORRESPONDENTS_QUOTE_EXCEEDED"}}"""), "refused recipient"),
        ("400 starting", Reply.Text(400, "instance in starting process try later"), "postponed line uncounted"),
        ("400 not authorized", Reply.Text(400, "instance account not authorized"), "down needsLogin"),
        ("400 not authorized in JSON",
            Reply.Json(400, """{"statusCode":400,"message":"instance account not authorized"}"""), "down needsLogin"),
        ("400 text too long",
            Reply.Json(
                400,
                """
                {"statusCode":400,
                 "message":"Validation failed. Details: 'message' length must be less than or equal to 20000 characters"}
                """),
            "refused message"),
        ("400 chat",
            Reply.Json(
                400,
                """
                {"statusCode":400,
                 "message":"Validation failed. Details: 'chatId' must be one of the following formats: phone_number@c.us"}
                """),
            "refused bug"),
        ("400 bad data", Reply.Text(400, "bad request data"), "refused bug"),
        ("401", Reply.Json(401, """{"error":"Unauthorized"}"""), "down needsLogin"),
        ("403", Reply.Text(403, ""), "down needsLogin"),
        ("429", Reply.Text(429, "Too Many Requests"), "postponed line uncounted"),
        ("466 chats", Quota("QUOTE_ALLOWED", "CORRESPONDENTS_QUOTE_EXCEEDED"), "refused recipient"),
        ("466 chats, other spelling", Quota("QUOTA_ALLOWED", "QUOTA_EXCEEDED"), "refused recipient"),
        ("466 calls", Quota("QUOTE_EXCEEDED", "CORRESPONDENTS_QUOTE_ALLOWED"), "down unpaid"),
        ("466 both", Quota("QUOTE_EXCEEDED", "CORRESPONDENTS_QUOTE_EXCEEDED"), "down unpaid"),
        ("466 bare", Reply.Text(466, ""), "down unpaid"),
        ("499", Reply.Text(499, ""), "unknown"),
        ("500", Reply.Text(500, "Internal Server Error"), "unknown"),
        ("502", Reply.Text(502, ""), "unknown"),
        ("503", Reply.Text(503, ""), "unknown"),
        ("504", Reply.Text(504, ""), "unknown"),
    ];

    private protected override IEnumerable<(string Name, Reply.Full Answer, LineConnection Connection)> States =>
    [
        State("authorized", LineConnection.Connected),
        State("starting", LineConnection.Connecting),
        State("sleepMode", LineConnection.Connecting),
        State("notAuthorized", LineConnection.NeedsLogin),
        State("yellowCard", LineConnection.SuspectedSpam),
        State("blocked", LineConnection.Blocked),
        State("somethingNew", LineConnection.Unknown),
        ("401", Reply.Text(401, ""), LineConnection.NeedsLogin),
        ("403", Reply.Text(403, ""), LineConnection.NeedsLogin),
        ("429", Reply.Text(429, ""), LineConnection.Unknown),
        ("466", Reply.Text(466, ""), LineConnection.Unpaid),
        ("no JSON", Reply.Text(200, "<html>"), LineConnection.Unknown),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine =>
    [
        Fate("sent", DeliveryStatus.Sent),
        Fate("delivered", DeliveryStatus.Delivered),
        Fate("read", DeliveryStatus.Read),
        Fate("failed", DeliveryStatus.Undelivered, "failed"),
        Fate("fail", DeliveryStatus.Undelivered, "fail"),
        Fate("noAccount", DeliveryStatus.Undelivered, "noAccount", Fault.Recipient),
        Fate("notInGroup", DeliveryStatus.Undelivered, "notInGroup", Fault.Recipient),
        Fate("noActiveSession", DeliveryStatus.Undelivered, "noActiveSession"),
        ("a status nobody knows", Notification("outgoingMessageStatus", """ "idMessage":"3EB0","status":"teleported" """),
            [new GatewayEvent.NotUnderstood("A delivery status of Green-API that is not known.")]),
        ("yellow card", Notification("outgoingMessageStatus", """ "idMessage":"3EB0","status":"yellowCard" """),
            [new GatewayEvent.StatusReported("3EB0", null, DeliveryStatus.Undelivered, At, "yellowCard"),
             new GatewayEvent.ConnectionChanged(
                 new ConnectionReport(LineConnection.SuspectedSpam, "yellowCard: sending is suspended for suspected spam"))]),
        ("state", Notification("stateInstanceChanged", """ "stateInstance":"authorized" """),
            [new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Connected, "authorized"))]),
        ("quota of calls",
            Notification("quotaExceeded", """ "quotaData":{"method":"sendMessage","status":"QUOTA_EXCEEDED","description":"used up"} """),
            [new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Unpaid, "used up"))]),
        ("quota of chats",
            Notification("quotaExceeded", """ "quotaData":{"method":"correspondents","status":"CORRESPONDENTS_QUOTA_EXCEEDED"} """), []),
        ("text",
            Incoming("""{"typeMessage":"textMessage","textMessageData":{"textMessage":"Стоп"}}"""),
            [new GatewayEvent.MessageReceived("375291112233", "Стоп", At, "F7AE")]),
        ("text with a link",
            Incoming("""{"typeMessage":"extendedTextMessage","extendedTextMessageData":{"text":"Смотрите https://example.com"}}"""),
            [new GatewayEvent.MessageReceived("375291112233", "Смотрите https://example.com", At, "F7AE")]),
        ("picture",
            Incoming("""{"typeMessage":"imageMessage","fileMessageData":{}}"""),
            [new GatewayEvent.MessageReceived("375291112233", null, At, "F7AE")]),
        ("hidden number",
            Incoming("""{"typeMessage":"textMessage","textMessageData":{"textMessage":"Стоп"}}""", "1234567890123@lid"),
            [new GatewayEvent.MessageReceived("375291112233", "Стоп", At, "F7AE")]),
        ("hidden number without a number",
            Incoming(
                """{"typeMessage":"textMessage","textMessageData":{"textMessage":"Стоп"}}""", "1234567890123@lid", "1234567890123@lid"),
            [new GatewayEvent.MessageReceived("1234567890123@lid", "Стоп", At, "F7AE")]),
        ("group", Incoming("""{"typeMessage":"textMessage","textMessageData":{"textMessage":"Стоп"}}""", "120363000000000000@g.us"), []),
        ("a type that does not concern us", Notification("deviceInfo", """ "deviceData":{} """), []),
        ("a bare token", Signed("""{"typeWebhook":"deviceInfo"}""", "webhook-token-of-one"), []),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Forged =>
    [
        ("no token", Signed("{}", null)),
        ("wrong token", Signed("{}", "Bearer webhook-token-of-two")),
        ("empty token", Signed("{}", "Bearer ")),
        ("a token cut short", Signed("{}", "Bearer webhook-token-of-on")),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Unreadable =>
    [
        ("empty", Signed("")),
        ("no JSON", Signed("typeWebhook=outgoingMessageStatus")),
        ("no type", Signed("{}")),
        ("a status without a message", Notification("outgoingMessageStatus", """ "status":"read" """)),
        ("a state without a name", Notification("stateInstanceChanged", """ "x":1 """)),
        ("another instance",
            Signed("""{"typeWebhook":"stateInstanceChanged","instanceData":{"idInstance":1101000002},"stateInstance":"blocked"}""")),
        ("too deep", Signed(new string('[', 10_000))),
    ];

    private protected override CallbackRequest Signed(byte[] body) =>
        ACall(body, headers: ("Authorization", "Bearer webhook-token-of-one"));

    [Fact]
    public async Task A_send_names_instance_and_token_in_the_path_and_the_chat_by_digits()
    {
        var sendMessage = Documented.Post("/waInstance1101000001/sendMessage/instance-token-of-one")
            .WithJson("""{"chatId":"375291112233@c.us","message":"Ваш заказ готов"}""");
        Vendor.Answers(sendMessage, Reply.Json(200, """{"idMessage":"3EB0C767D097B7C7C030"}"""));

        (await Line.SendAsync(AMessage(), CancellationToken.None)).ShouldBe(new SendResult.Accepted("3EB0C767D097B7C7C030"));
    }

    [Theory]
    [InlineData("messageID")]
    [InlineData("idMessage")]
    public async Task A_look_up_finds_a_message_that_waits_in_the_vendors_queue(string member)
    {
        var found = await LookUpAsync(
            $$$"""[{"{{{member}}}":"3EB0","type":"sendMessage","body":{"chatId":"375291112233@c.us","message":"Ваш заказ готов"}}]""",
            "[]");

        found.ShouldBe(new LookupResult.Found("3EB0", DeliveryStatus.Sent));
        Vendor.Seen.ShouldHaveSingleItem().Path.ShouldBe("/waInstance1101000001/showMessagesQueue/instance-token-of-one");
    }

    [Fact]
    public async Task A_look_up_finds_a_message_in_the_journal_with_its_status()
    {
        var found = await LookUpAsync(
            "[]", Journal(Row("BAE5", "Ваш заказ готов", 3, "delivered"), Row("BAE6", "Другой текст", 4, "sent")));

        found.ShouldBe(new LookupResult.Found("BAE5", DeliveryStatus.Delivered));
    }

    [Fact]
    public async Task A_look_up_does_not_take_an_older_message_with_the_same_text() =>
        (await LookUpAsync("[]", Journal(Row("BAE5", "Ваш заказ готов", -60, "read")))).ShouldBeOfType<LookupResult.CannotTell>();

    [Fact]
    public async Task A_look_up_does_not_choose_between_two_equal_messages() =>
        (await LookUpAsync("[]", Journal(Row("BAE5", "Ваш заказ готов", 1, "read"), Row("BAE6", "Ваш заказ готов", 2, "sent"))))
            .ShouldBeOfType<LookupResult.CannotTell>();

    [Theory]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{}")]
    public async Task Absence_from_queue_and_journal_is_no_proof(string journal) =>
        (await LookUpAsync("[]", journal)).ShouldBeOfType<LookupResult.CannotTell>();

    [Fact]
    public void Without_a_webhook_token_the_address_alone_has_to_do()
    {
        var settings = GreenApiVendor.Settings(Vendor.Url);
        settings.Remove("webhookUrlToken");
        var gateway = Kind.Open(new GatewaySettings(settings));

        gateway.ReadCallback(ACall("""{"typeWebhook":"deviceInfo"}"""u8.ToArray())).ShouldBeOfType<CallbackResult.Understood>();
    }

    [Theory]
    [InlineData(200, """{"existsWhatsapp":true}""", true)]
    [InlineData(200, """{"existsWhatsapp":false}""", false)]
    [InlineData(200, "{}", null)]
    [InlineData(466, """{"existsWhatsapp":true}""", null)]
    public async Task A_number_can_be_checked(int status, string body, bool? exists)
    {
        Vendor.Answers(GreenApiVendor.Told("checkWhatsapp", """{"phoneNumber":375291112233}"""), Reply.Json(status, body));

        var told = await ((INumberCheck)Line).ExistsAsync(AMessage().To, CancellationToken.None);

        (told?.IsOnNetwork).ShouldBe(exists);
    }

    [Fact]
    public async Task A_telephone_is_linked_by_image_or_by_code()
    {
        var (qr, code) = (GreenApiVendor.Asked("qr"), GreenApiVendor.Told("getAuthorizationCode", """{"phoneNumber":375291112233}"""));

        Vendor.Answers(qr, Reply.Json(200, """{"type":"qrCode","message":"iVBORw0"}"""));
        (await OfferAsync()).ShouldBe(new LoginOffer.ScanImage("iVBORw0", TimeSpan.FromSeconds(20)));
        Vendor.Answers(qr, Reply.Json(200, """{"type":"alreadyLogged","message":"instance account already authorized"}"""));
        (await OfferAsync()).ShouldBe(new LoginOffer.AlreadyLinked());
        Vendor.Answers(qr, Reply.Json(200, """{"type":"error","message":"wait"}"""));
        (await OfferAsync()).ShouldBe(new LoginOffer.NotNow("wait"));
        Vendor.Answers(code, Reply.Json(200, """{"status":true,"code":"GAPI2015"}"""));
        (await OfferAsync(AMessage().To)).ShouldBe(new LoginOffer.TypeCode("GAPI2015", TimeSpan.FromSeconds(150)));
        Vendor.Answers(code, Reply.Json(200, """{"status":false}"""));
        (await OfferAsync(AMessage().To)).ShouldBe(new LoginOffer.NotNow("Green-API gave no code. Try again, or scan the QR code."));
    }

    [Theory]
    [InlineData(SessionAction.Restart, "reboot", "isReboot")]
    [InlineData(SessionAction.LogOut, "logout", "isLogout")]
    public async Task An_instance_does_what_it_is_told_or_says_why_not(SessionAction action, string method, string member)
    {
        Vendor.Answers(GreenApiVendor.Asked(method), Reply.Json(200, $$"""{"{{member}}":true}"""));
        (await ((ILineLogin)Line).ActAsync(action, CancellationToken.None)).ShouldBeNull();
        Vendor.Answers(GreenApiVendor.Asked(method), Reply.Json(200, $$"""{"{{member}}":false}"""));
        (await ((ILineLogin)Line).ActAsync(action, CancellationToken.None)).ShouldNotBeNullOrWhiteSpace();
    }

    private Task<LoginOffer> OfferAsync(PhoneNumber? codeFor = null) => ((ILineLogin)Line).OfferLoginAsync(codeFor, CancellationToken.None);

    private async Task<LookupResult> LookUpAsync(string queue, string journal)
    {
        Vendor.Answers(GreenApiVendor.Asked("showMessagesQueue"), Reply.Json(200, queue));
        Vendor.Answers(GreenApiVendor.Asked("lastOutgoingMessages").WithQuery(("minutes", "1440")), Reply.Json(200, journal));
        return await Line.LookUpAsync(AMessage(), Clock.GetUtcNow(), CancellationToken.None);
    }

    private string Row(string id, string text, int seconds, string status) =>
        $$"""
        {"type":"outgoing","idMessage":"{{id}}","timestamp":{{Clock.GetUtcNow().ToUnixTimeSeconds() + seconds}},"typeMessage":"textMessage",
         "chatId":"375291112233@c.us","textMessage":"{{text}}","statusMessage":"{{status}}"}
        """;

    private static string Journal(params string[] rows) => $"[{string.Join(',', rows)}]";

    private static Reply.Full Quota(string calls, string chats) =>
        Reply.Json(
            466,
            $$$"""
            {"invokeStatus":{"method":"sendMessage","status":"{{{calls}}}"},
             "correspondentsStatus":{"method":"correspondents","used":3,"total":3,"status":"{{{chats}}}"}}
            """);

    private static (string, Reply.Full, LineConnection) State(string word, LineConnection connection) =>
        (word, Reply.Json(200, $$"""{"stateInstance":"{{word}}"}"""), connection);

    private (string, CallbackRequest, GatewayEvent[]) Fate(
        string word, DeliveryStatus status, string? code = null, Fault? fault = null) =>
        (word,
            Notification(
                "outgoingMessageStatus", $$""" "chatId":"375291112233@c.us","idMessage":"3EB0","status":"{{word}}","sendByApi":true """),
            [new GatewayEvent.StatusReported("3EB0", null, status, At, code) { Fault = fault }]);

    private CallbackRequest Notification(string type, string members) =>
        Signed(
            $$"""
            {"typeWebhook":"{{type}}","timestamp":1750000000,
             "instanceData":{"idInstance":1101000001,"wid":"375330000000@c.us","typeInstance":"whatsapp"},{{members}} }
            """);

    private CallbackRequest Incoming(string data, string chat = "375291112233@c.us", string sender = "375291112233@c.us") =>
        Notification(
            "incomingMessageReceived",
            $$"""
            "idMessage":"F7AE",
            "senderData":{"chatId":"{{chat}}","sender":"{{sender}}","senderName":"Иван"},"messageData":{{data}}
            """);

    private static CallbackRequest Signed(string body, string? authorization) =>
        ACall(System.Text.Encoding.UTF8.GetBytes(body), headers: authorization is null ? [] : [("Authorization", authorization)]);
}
