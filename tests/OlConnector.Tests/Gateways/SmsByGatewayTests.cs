using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.SmsBy;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

public sealed class SmsByGatewayTests : GatewayConformance
{
    private protected override IGatewayKind Create(GatewayRoom room) => new SmsByKind(room);

    private protected override Dictionary<string, string> SettingsFor(string baseUrl, string line) => new()
    {
        ["baseUrl"] = baseUrl + "/api/v1",
        ["token"] = "token+of " + line,
        ["alphanameId"] = "1363",
    };

    private protected override Reply Accepts(string id) => Reply.Json(200, $$"""{"sms_id":"{{id}}","status":"NEW","parts":1}""");

    private protected override (string To, string Text) Read(SeenRequest request) => (request.FormValue("phone"), request.FormValue("message"));

    private protected override int LongestText => 660;

    private protected override bool ProvesCallbacks => false;

    private protected override IEnumerable<(string Name, Reply Answer, string Meaning)> Table =>
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

    private protected override IEnumerable<(string Name, Reply Answer, LineConnection Connection)> States =>
    [
        ("balance", Reply.Json(200, """{"result":[{"balance":"10.5","currency":"BYN"}]}"""), LineConnection.Connected),
        ("token", Reply.Json(200, """{"error":"token is invalid"}"""), LineConnection.NeedsLogin),
        ("403", Reply.Text(403, ""), LineConnection.NeedsLogin),
        ("billing", Reply.Json(200, """{"error":"billing error"}"""), LineConnection.Unpaid),
        ("something", Reply.Json(200, """{"error":"undefined error"}"""), LineConnection.Unknown),
        ("no JSON", Reply.Text(200, "hello"), LineConnection.Unknown),
        ("500", Reply.Text(500, ""), LineConnection.Unknown),
        ("cut", new Reply.Cut(), LineConnection.Unknown),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine => [];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Forged => [];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Unreadable => [("anything", Signed("""{"status":"delivered"}"""))];

    private protected override CallbackRequest Signed(byte[] body) => ACall(body);

    [Fact]
    public async Task A_send_is_a_form_with_the_token_in_the_body_and_not_in_the_address()
    {
        await SendAsync(Accepts("1"));

        var request = Server.Seen[0];
        request.Method.ShouldBe("POST");
        request.Path.ShouldBe("/api/v1/sendQuickSMS");
        request.Query.ShouldBe("");
        request.FormValue("token").ShouldBe("token+of one");
        request.FormValue("phone").ShouldBe("375291112233");
        request.FormValue("alphaname_id").ShouldBe("1363");
        request.Body.ShouldNotContain("forwarding");
    }

    [Fact]
    public async Task A_Viber_name_turns_forwarding_on()
    {
        var settings = SettingsFor(Server.Url, "one");
        (settings["viberNameId"], settings["forwardAfter"]) = ("77", "15");
        await using var gateway = Kind.Open(new GatewaySettings(settings));
        Server.Next(Accepts("1"));

        await gateway.SendAsync(AMessage(), CancellationToken.None);

        var request = Server.Seen[0];
        (request.FormValue("forwarding_message"), request.FormValue("forwarding_time"), request.FormValue("vibername_id")).ShouldBe(("1", "15", "77"));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("61")]
    public void Forwarding_outside_of_the_vendors_bounds_is_refused(string minutes)
    {
        var settings = SettingsFor(Server.Url, "one");
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
        Server.Next(Reply.Json(200, body));

        var told = await ((IStatusAsking)Gateway).AskAsync("2197871", CancellationToken.None);

        told.ShouldBe(new StatusAnswer.Told(new GatewayEvent.StatusReported("2197871", null, status, DateTimeOffset.FromUnixTimeSeconds(at))));
        Server.Seen[0].Path.ShouldBe("/api/v1/checkSMS");
        Server.Seen[0].QueryValue("sms_id").ShouldBe("2197871");
    }

    [Theory]
    [InlineData("""{"sent":0,"delivered":0}""")]
    [InlineData("""{"error":"undefined error"}""")]
    [InlineData("<html>")]
    [InlineData("[]")]
    public async Task A_message_of_which_nothing_is_known_stays_as_it_is(string body)
    {
        Server.Next(Reply.Json(200, body));

        (await ((IStatusAsking)Gateway).AskAsync("2197871", CancellationToken.None)).ShouldBeOfType<StatusAnswer.Nothing>();
    }

    private static (string, Reply, string) Error(int status, string error, string meaning) => ($"{status} {error}", Reply.Json(status, $$"""{"error":"{{error}}"}"""), meaning);
}
