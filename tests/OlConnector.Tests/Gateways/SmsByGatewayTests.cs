using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.SmsBy;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Gateways.Support.Vendors;

namespace OlConnector.Tests.Gateways;

public sealed class SmsByGatewayTests : GatewayConformance
{
    private protected override VendorPages Pages => SmsByVendor.Pages;

    private protected override int LongestText => 660;

    private protected override bool ProvesCallbacks => false;

    private protected override IEnumerable<(string Name, Reply.Full Answer, string Meaning)> Table =>
    [
        ("a number for an id", Reply.Json(200, """{"sms_id":2197871,"status":"NEW","parts":1}"""), "accepted"),
        Error(200, "token is invalid", "down needsLogin"),
        Error(403, "anything", "down needsLogin"),
        Error(200, "access denied", "down needsLogin"),
        Error(200, "billing error", "down unpaid"),
        Error(400, "limit exceeded", "down unpaid"),
        Error(200, "incorrect phone number", "refused recipient"),
        Error(200, "alphaname is error", "down needsLogin"),
        Error(200, "Wrong alphaname. Check it is correct and approved.", "down needsLogin"),
        Error(200, "Message is too long. Allowed size: 10", "refused message"),
        Error(200, "incorrect arguments", "refused bug"),
        Error(400, "something", "refused bug"),
        Error(429, "too many", "postponed line uncounted"),
        Error(200, "undefined error", "postponed message counted most 1"),
        Error(500, "undefined error", "postponed message counted most 1"),
        ("an object for an error", Reply.Json(200, """{"error":{"code":3,"message":"billing error"}}"""), "down unpaid"),
        ("an error beside an id", Reply.Json(200, """{"sms_id":5,"error":"billing error"}"""), "down unpaid"),
        Error(502, "undefined error", "unknown"),
        Error(504, "undefined error", "unknown"),
        ("500 without a body", Reply.Text(500, ""), "unknown"),
        ("502 without a body", Reply.Text(502, ""), "unknown"),
        ("400 without a body", Reply.Text(400, ""), "refused bug"),
        ("403 without a body", Reply.Text(403, ""), "down needsLogin"),
    ];

    private protected override IEnumerable<(string Name, Reply.Full Answer, LineConnection Connection)> States =>
    [
        ("balance", Reply.Json(200, """{"result":[{"balance":"10.5","currency":"BYN"}]}"""), LineConnection.Connected),
        ("token", Reply.Json(200, """{"error":"token is invalid"}"""), LineConnection.NeedsLogin),
        ("403", Reply.Text(403, ""), LineConnection.NeedsLogin),
        ("billing", Reply.Json(200, """{"error":"billing error"}"""), LineConnection.Unpaid),
        ("something", Reply.Json(200, """{"error":"undefined error"}"""), LineConnection.Unknown),
        ("no JSON", Reply.Text(200, "hello"), LineConnection.Unknown),
        ("500", Reply.Text(500, ""), LineConnection.Unknown),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine => [];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Forged => [];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Unreadable =>
        [("anything", Signed("""{"status":"delivered"}"""))];

    private protected override CallbackRequest Signed(byte[] body) => ACall(body);

    [Fact]
    public async Task A_send_is_a_form_with_the_token_in_the_body_and_not_in_the_address()
    {
        var sendQuickSms = Documented.Post("/api/v1/sendQuickSMS")
            .WithForm(("token", "token+of one"), ("message", "Ваш заказ готов"), ("phone", "375291112233"), ("alphaname_id", "1363"));
        Vendor.Answers(sendQuickSms, Reply.Json(200, """{"sms_id":2197871,"status":"NEW","parts":1}"""));

        (await Line.SendAsync(AMessage(), CancellationToken.None)).ShouldBe(new SendResult.Accepted("2197871"));

        Vendor.Seen[0].RawQuery.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task A_Viber_name_turns_forwarding_on()
    {
        var settings = SmsByVendor.Settings(Vendor.Url);
        (settings["viberNameId"], settings["forwardAfter"]) = ("77", "15");
        await using var gateway = Kind.Open(new GatewaySettings(settings));
        var forwarded = SmsByVendor.SendQuickSms(
            ("phone", Phone), ("message", "Ваш заказ готов"), ("forwarding_message", "1"), ("forwarding_time", "15"),
            ("vibername_id", "77"));
        Vendor.Answers(forwarded, Pages.Accepts("1"));

        (await gateway.SendAsync(AMessage(), CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();
    }

    [Theory]
    [InlineData("4")]
    [InlineData("61")]
    public void Forwarding_outside_of_the_vendors_bounds_is_refused(string minutes)
    {
        var settings = SmsByVendor.Settings(Vendor.Url);
        settings["forwardAfter"] = minutes;

        Kind.Validate(new GatewaySettings(settings)).ShouldHaveSingleItem().Setting.ShouldBe("forwardAfter");
    }

    [Fact]
    public async Task More_than_ten_parts_are_refused_without_a_call()
    {
        Brief(await Gateway.SendAsync(AMessage(new string('Ж', 671)), CancellationToken.None)).ShouldBe("refused message");

        Server.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"sent":1750000000,"delivered":1750000005}""", DeliveryStatus.Delivered, 1_750_000_005)]
    [InlineData("""[{"sent":"1750000000","delivered":"1750000005"}]""", DeliveryStatus.Delivered, 1_750_000_005)]
    [InlineData("""{"sent":1750000000,"delivered":0}""", DeliveryStatus.Sent, 1_750_000_000)]
    public async Task A_message_can_be_asked_about(string body, DeliveryStatus status, long at)
    {
        Vendor.Answers(SmsByVendor.Asked("checkSMS", ("sms_id", "2197871")), Reply.Json(200, body));

        var told = await ((IStatusAsking)Line).AskAsync("2197871", CancellationToken.None);

        told.ShouldBe(
            new StatusAnswer.Told(new GatewayEvent.StatusReported("2197871", null, status, DateTimeOffset.FromUnixTimeSeconds(at))));
    }

    [Theory]
    [InlineData("""{"sent":0,"delivered":0}""")]
    [InlineData("""{"error":"undefined error"}""")]
    [InlineData("<html>")]
    [InlineData("[]")]
    public async Task A_message_of_which_nothing_is_known_stays_as_it_is(string body)
    {
        Vendor.Answers(SmsByVendor.Asked("checkSMS", ("sms_id", "2197871")), Reply.Json(200, body));

        (await ((IStatusAsking)Line).AskAsync("2197871", CancellationToken.None)).ShouldBeOfType<StatusAnswer.Nothing>();
        Vendor.Seen.Count.ShouldBe(1);
    }

    private static (string, Reply.Full, string) Error(int status, string error, string meaning) =>
        ($"{status} {error}", Reply.Json(status, $$"""{"error":"{{error}}"}"""), meaning);
}
