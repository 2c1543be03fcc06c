using System.Net;
using System.Security.Cryptography;
using System.Text;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Suppression;
using OlConnector.Gateways;
using OlConnector.Gateways.Twilio;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Gateways.Support.Vendors;

namespace OlConnector.Tests.Gateways;

public sealed class TwilioGatewayTests : GatewayConformance
{
    private static readonly MessageId Ours = new(Guid.Parse("0198c0de000070008000000000000001"));
    private static readonly string OurQuery = $"?m={Ours}";

    private protected override VendorPages Pages => TwilioVendor.Pages;

    private protected override IEnumerable<(string Name, Reply.Full Answer, string Meaning)> Table =>
    [
        ("201", Pages.Accepts("SM1"), "accepted"),
        .. Codes(401, "down needsLogin", 20003),
        .. Codes(400, "down needsLogin", 10001, 21212, 21606, 21603, 21659, 21660, 63007, 63001, 63020),
        .. Codes(403, "down blocked", 30002, 20005),
        .. Codes(429, "postponed line uncounted", 20429, 99999),
        .. Codes(400, "postponed line uncounted", 30001, 14107, 21611, 63018),
        .. Codes(400, "refused recipient", 21211, 21217, 21614, 21612, 30005, 30006, 63003, 63024, 21610, 30004, 21608, 21408),
        .. Codes(400, "refused message", 21602, 21605, 21617, 21619, 30007, 30010, 30036, 63016),
        .. Codes(400, "refused bug", 21604, 12345),
        .. Codes(400, "postponed message counted", 30008, 30017, 20500, 21730),
        .. Codes(400, "postponed message counted 1800s most 3", 30003),
        .. Codes(500, "postponed message counted", 20500, 12345),
        .. Codes(503, "postponed message counted", 20503),
        .. Codes(502, "unknown", 20500),
        .. Codes(504, "unknown", 20500),
        ("429 with seconds", Reply.Json(429, """{"code":20429}""", ("Retry-After", "7")), "postponed line uncounted 7s"),
        ("500 without a word", Reply.Text(500, "<html>"), "unknown"),
        ("401 without a word", Reply.Text(401, ""), "down needsLogin"),
        ("400 without a word", Reply.Text(400, ""), "refused bug"),
    ];

    private protected override IEnumerable<(string Name, Reply.Full Answer, LineConnection Connection)> States =>
    [
        ("active", Reply.Json(200, """{"status":"active"}"""), LineConnection.Connected),
        ("suspended", Reply.Json(200, """{"status":"suspended"}"""), LineConnection.Unpaid),
        ("closed", Reply.Json(200, """{"status":"closed"}"""), LineConnection.Blocked),
        ("a word nobody knows", Reply.Json(200, """{"status":"dreaming"}"""), LineConnection.Unknown),
        ("401", Reply.Json(401, """{"code":20003}"""), LineConnection.NeedsLogin),
        ("404", Reply.Json(404, """{"code":20404}"""), LineConnection.NeedsLogin),
        ("429", Reply.Json(429, """{"code":20429}"""), LineConnection.Unknown),
        ("500", Reply.Text(500, ""), LineConnection.Unknown),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine =>
    [
        Fate("queued", DeliveryStatus.Sent),
        Fate("sent", DeliveryStatus.Sent),
        Fate("delivered", DeliveryStatus.Delivered),
        Fate("read", DeliveryStatus.Read),
        Fate("undelivered", DeliveryStatus.Undelivered, "30003", Fault.Recipient),
        Fate("undelivered", DeliveryStatus.Undelivered, "30005", Fault.Recipient),
        Fate("undelivered", DeliveryStatus.Undelivered, "30007", Fault.Message),
        Fate("undelivered", DeliveryStatus.Undelivered, "30008"),
        Fate("undelivered", DeliveryStatus.Undelivered, "99999"),
        Fate("failed", DeliveryStatus.Undelivered, "21610", Fault.Recipient, isOptOut: true),
        ("a word nobody knows", Signed("MessageSid=SM1&MessageStatus=dreaming"),
            [new GatewayEvent.NotUnderstood("A status of Twilio that is not known.")]),
        ("account suspended", Signed("MessageSid=SM1&MessageStatus=failed&ErrorCode=30002"),
            [new GatewayEvent.StatusReported("SM1", Ours, DeliveryStatus.Undelivered, Code: "30002"),
             new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Blocked, "30002: the account is suspended"))]),
        ("a message",
            Signed("MessageSid=SM2&SmsStatus=received&From=%2B375291112233&To=%2B375330000000&Body=%D0%A1%D1%82%D0%BE%D0%BF+%F0%9F%91%8B"),
            [new GatewayEvent.MessageReceived("375291112233", "Стоп 👋", null, "SM2")]),
        ("a WhatsApp message",
            Signed("MessageSid=SM2&SmsStatus=received&From=whatsapp%3A%2B375291112233&Body=ok"),
            [new GatewayEvent.MessageReceived("375291112233", "ok", null, "SM2")]),
        ("a word of refusal that Twilio has kept",
            Signed("MessageSid=SM2&SmsStatus=received&From=%2B375291112233&Body=BAJA&OptOutType=STOP"),
            [new GatewayEvent.MessageReceived("375291112233", "BAJA", null, "SM2") { Wish = OptOutAction.OptOut }]),
        ("a message from nobody", Signed("MessageSid=SM2&SmsStatus=received&Body=ok"),
            [new GatewayEvent.NotUnderstood("A message that names no sender.")]),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Forged =>
    [
        ("unsigned", ACall("MessageSid=SM1&MessageStatus=delivered"u8.ToArray(), query: OurQuery)),
        ("signed by another", Signed("MessageSid=SM1&MessageStatus=delivered"u8.ToArray(), "auth-token-of-two")),
        ("changed body",
            Signed("MessageSid=SM1&MessageStatus=failed") with { Body = "MessageSid=SM1&MessageStatus=delivered"u8.ToArray() }),
        ("changed address", Signed("MessageSid=SM1&MessageStatus=delivered") with { Url = HookOf("one") }),
        ("signature of an empty form with a body digest that does not fit",
            ACall(
                "MessageSid=SM1&MessageStatus=delivered"u8.ToArray(), query: "?bodySHA256=00",
                headers: ("X-Twilio-Signature", Sign(HookOf("one") + "?bodySHA256=00", "", "auth-token-of-one")))),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Unreadable =>
    [
        ("empty", Signed("")),
        ("no status", Signed("MessageSid=SM1")),
        ("no message", Signed("MessageStatus=delivered")),
        ("another account", Signed($"AccountSid={TwilioVendor.AccountOf("two")}&MessageSid=SM1&MessageStatus=delivered")),
    ];

    private protected override CallbackRequest Signed(byte[] body) => Signed(body, "auth-token-of-one");

    [Fact]
    public void The_signature_is_the_vendors()
    {
        // Computed with the vendor's npm library and again with openssl (gateways.md §8).
        KeyValuePair<string, string>[] form =
        [
            new("Body", "Привет"), new("ErrorCode", ""), new("MessageSid", "SM1"), new("MessageStatus", "delivered"),
            new("To", "+375291112233"),
        ];

        TwilioSignature.Of("https://ol.example/hooks/twilio?line=7", form, "tok").ShouldBe("fx1yPxO6kJMSAw7urm0zgvxYx9E=");
    }

    [Fact]
    public void A_JSON_body_is_proved_by_its_digest()
    {
        var body = "{}"u8.ToArray();
        var query = $"{OurQuery}&bodySHA256={Convert.ToHexStringLower(SHA256.HashData(body))}";

        var read = Gateway.ReadCallback(
            ACall(body, query: query, headers: ("X-Twilio-Signature", Sign(HookOf("one") + query, "", "auth-token-of-one"))));

        read.ShouldBeOfType<CallbackResult.Unreadable>();
    }

    [Fact]
    public async Task A_send_is_a_form_with_basic_authentication_and_our_id_in_the_callback_address()
    {
        var message = AMessage();
        var create = Documented.Post("/2010-04-01/Accounts/AC11111111111111111111111111111111/Messages.json")
            .WithHeader("Authorization", "Basic " + Convert.ToBase64String("AC11111111111111111111111111111111:auth-token-of-one"u8))
            .WithForm(
                ("To", "+375291112233"), ("From", "+375330000000"), ("Body", "Ваш заказ готов"),
                ("StatusCallback", $"{HookOf("one")}?m={message.Id}"));
        Vendor.Answers(create, Reply.Json(201, """{"sid":"SM1","status":"queued","error_code":null,"num_segments":"1"}"""));

        (await Line.SendAsync(message, CancellationToken.None)).ShouldBe(new SendResult.Accepted("SM1"));
    }

    [Fact]
    public async Task A_WhatsApp_sender_writes_to_WhatsApp_and_a_service_chooses_its_sender_itself()
    {
        const string Service = "MGaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        Vendor.Answers(
            TwilioVendor.Create(("To", "whatsapp:+375291112233"), ("From", "whatsapp:+375330000000"), ("Body", "Ваш заказ готов")),
            Pages.Accepts("SM1"));
        Vendor.Answers(
            TwilioVendor.Create(("To", "+375291112233"), ("MessagingServiceSid", Service), ("Body", "Ваш заказ готов")),
            Pages.Accepts("SM2"));

        (await SendFromAsync(("from", "whatsapp:+375330000000"))).ShouldBe(new SendResult.Accepted("SM1"));
        (await SendFromAsync(("messagingServiceSid", Service))).ShouldBe(new SendResult.Accepted("SM2"));
    }

    [Theory]
    [InlineData("+375330000000", "MG00000000000000000000000000000000")]
    [InlineData("", "")]
    public void Sender_and_service_exclude_each_other_and_one_is_needed(string from, string service)
    {
        var settings = TwilioVendor.Settings(Vendor.Url);
        (settings["from"], settings["messagingServiceSid"]) = (from, service);

        Kind.Validate(new GatewaySettings(settings)).ShouldHaveSingleItem().Setting.ShouldBe("from");
    }

    [Theory]
    [InlineData("outbound-api", 0, true)]
    [InlineData("outbound-api", -60, false)]
    [InlineData("inbound", 0, false)]
    public async Task A_look_up_compares_text_direction_and_time(string direction, int seconds, bool isFound)
    {
        var at = (Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds)).ToString(
            "ddd, dd MMM yyyy HH:mm:ss +0000", System.Globalization.CultureInfo.InvariantCulture);
        Vendor.Answers(TwilioVendor.Fetch("/Messages.json").WithQuery(("To", "+375291112233"), ("PageSize", "100")), Reply.Json(200, $$"""
            {"messages":[{"sid":"SM0","body":"другое","date_created":"{{at}}"},
             {"sid":"SM9","body":"Ваш заказ готов","direction":"{{direction}}","status":"delivered","date_created":"{{at}}"}]}
            """));

        var found = await Line.LookUpAsync(AMessage(), Clock.GetUtcNow(), CancellationToken.None);

        if (isFound) found.ShouldBe(new LookupResult.Found("SM9", DeliveryStatus.Delivered));
        else found.ShouldBeOfType<LookupResult.CannotTell>().Why.ShouldBe("Twilio's list does not hold it, which proves nothing yet.");
    }

    [Theory]
    [InlineData(
        """
        {"sid":"SM9","status":"undelivered","error_code":30003,"error_message":"Away","date_updated":"Tue, 11 Aug 2026 09:00:00 +0000"}
        """, true)]
    [InlineData("""{"sid":"SM9","status":"dreaming"}""", false)]
    [InlineData("<html>", false)]
    public async Task A_message_can_be_asked_about(string body, bool isKnown)
    {
        Vendor.Answers(TwilioVendor.Fetch("/Messages/SM9.json"), Reply.Json(200, body));

        var status = await ((IStatusAsking)Line).AskAsync("SM9", CancellationToken.None);

        var updatedAt = new DateTimeOffset(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);
        var told = new GatewayEvent.StatusReported("SM9", null, DeliveryStatus.Undelivered, updatedAt, "30003", "Away")
        {
            Fault = Fault.Recipient,
        };
        if (isKnown) status.ShouldBe(new StatusAnswer.Told(told));
        else status.ShouldBeOfType<StatusAnswer.Nothing>();
        Vendor.Seen.ShouldHaveSingleItem().Path.ShouldBe("/2010-04-01/Accounts/AC11111111111111111111111111111111/Messages/SM9.json");
    }

    /// <summary>A send from a line without a hook.</summary>
    private async Task<SendResult> SendFromAsync((string Setting, string Value) sender)
    {
        var settings = TwilioVendor.Settings(Vendor.Url);
        settings.Remove("from");
        settings[sender.Setting] = sender.Value;
        Kind.Validate(new GatewaySettings(settings)).ShouldBeEmpty();
        await using var gateway = Kind.Open(new GatewaySettings(settings));
        return await gateway.SendAsync(AMessage(), CancellationToken.None);
    }

    private static IEnumerable<(string, Reply.Full, string)> Codes(int status, string meaning, params int[] codes) =>
        codes.Select(code => ($"{status} {code}", Reply.Json(status, $$"""
            {"code":{{code}},"message":"No.","more_info":"https://www.twilio.com/docs/errors/{{code}}","status":{{status}} }
            """), meaning));

    private (string, CallbackRequest, GatewayEvent[]) Fate(
        string word, DeliveryStatus status, string? code = null, Fault? fault = null, bool isOptOut = false) =>
        (word,
            Signed($"ErrorCode={code}&MessageSid=SM1&MessageStatus={word}&AccountSid={TwilioVendor.AccountOf("one")}&To=%2B375291112233"),
            [new GatewayEvent.StatusReported("SM1", Ours, status, Code: code) { Fault = fault, IsOptOut = isOptOut }]);

    private static CallbackRequest Signed(byte[] body, string token) =>
        ACall(body, query: OurQuery, headers: ("X-Twilio-Signature", Sign(HookOf("one") + OurQuery, Encoding.UTF8.GetString(body), token)));

    /// <summary>The vendor's recipe, written apart from the product's.</summary>
    private static string Sign(string url, string form, string token)
    {
        var pairs = form.Split('&', StringSplitOptions.RemoveEmptyEntries)

                .Select(pair => pair.Split('=', 2))
                .Select(pair => (Name: WebUtility.UrlDecode(pair[0]), Value: WebUtility.UrlDecode(pair.ElementAtOrDefault(1) ?? "")))
            .Distinct().OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal);
#pragma warning disable CA5350 // the vendor's protocol
        return Convert.ToBase64String(
            HMACSHA1.HashData(
                Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(url + string.Concat(pairs.Select(pair => pair.Name + pair.Value)))));
#pragma warning restore CA5350
    }
}
