using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.Sandbox;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Gateways.Support.Vendors;

namespace OlConnector.Tests.Gateways;

public sealed class SandboxGatewayTests : GatewayConformance
{
    private static readonly MessageId Ours = new(Guid.Parse("0198c0de000070008000000000000001"));

    private static readonly DateTimeOffset At = new(2026, 8, 11, 9, 0, 1, TimeSpan.Zero);

    private protected override VendorPages Pages => SandboxNetwork.Pages;

    private protected override bool ProvesCallbacks => false;

    private protected override IEnumerable<(string Name, Reply.Full Answer, string Meaning)> Table =>
    [
        ("201", Pages.Accepts("phone-7"), "accepted"),
        ("422", Error(422, "unknown_recipient"), "refused recipient"),
        ("400", Error(400, "bad_request"), "refused bug"),
        ("401", Error(401, "needs_login"), "down needsLogin"),
        ("403", Error(403, "line_blocked"), "down blocked"),
        ("429 with seconds", Reply.Json(429, "{}", ("Retry-After", "5")), "postponed line uncounted 5s"),
        ("429 with a date",
            Reply.Json(429, "{}", ("Retry-After", (Clock.GetUtcNow() + TimeSpan.FromSeconds(90)).ToString("R"))),
            "postponed line uncounted 90s"),
        ("429 with a date gone by", Reply.Json(429, "{}", ("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")), "postponed line uncounted 0s"),
        ("429 with a week", Reply.Json(429, "{}", ("Retry-After", "604800")), "postponed line uncounted 3600s"),
        ("429 with nonsense", Reply.Json(429, "{}", ("Retry-After", "soon")), "postponed line uncounted"),
        ("429 bare", Reply.Json(429, "{}"), "postponed line uncounted"),
        ("500 that says not recorded", Error(500, "server_error"), "postponed message counted"),
        ("503 that says not recorded", Error(503, "busy"), "postponed message counted"),
        ("500 without a word", Reply.Text(500, "oops"), "unknown"),
        ("502", Error(502, "server_error"), "unknown"),
        ("504", Error(504, "server_error"), "unknown"),
        ("404", Error(404, "not_found"), "down needsLogin"),
    ];

    private protected override IEnumerable<(string Name, Reply.Full Answer, LineConnection Connection)> States =>
    [
        ("hook taken", new Reply.Full(204, ""), LineConnection.Connected),
        ("401", Error(401, "needs_login"), LineConnection.NeedsLogin),
        ("403", Error(403, "line_blocked"), LineConnection.Blocked),
        ("500", Error(500, "server_error"), LineConnection.Unknown),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine =>
    [
        ("delivered",
            Signed(
                $$"""
                {"id":"phone-1","clientId":"{{Ours}}","status":"delivered",
                 "from":"375291112233","to":"line-1","at":"2026-08-11T09:00:01.0000000Z"}
                """),
            [new GatewayEvent.StatusReported("phone-1", Ours, DeliveryStatus.Delivered, At)]),
        ("read, without our id",
            Signed("""{"id":"phone-1","status":"read"}"""), [new GatewayEvent.StatusReported("phone-1", null, DeliveryStatus.Read)]),
        ("undelivered",
            Signed($$"""{"clientId":"{{Ours}}","status":"undelivered"}"""),
            [new GatewayEvent.StatusReported(null, Ours, DeliveryStatus.Undelivered)]),
        ("reply", Signed($$"""{"id":"reply-1","clientId":"{{Ours}}","text":"СТОП","from":"375291112233","at":"2026-08-11T09:00:04Z"}"""),
            [new GatewayEvent.MessageReceived("375291112233", "СТОП", new DateTimeOffset(2026, 8, 11, 9, 0, 4, TimeSpan.Zero), "reply-1")]),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Forged => [];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Unreadable =>
    [
        ("no JSON", Signed("hello")),
        ("an array", Signed("[]")),
        ("no ids", Signed("""{"status":"delivered"}""")),
        ("a word nobody knows", Signed("""{"id":"phone-1","status":"teleported"}""")),
    ];

    private protected override CallbackRequest Signed(byte[] body) => ACall(body);

    [Fact]
    public async Task A_look_up_finds_the_message_by_our_id()
    {
        var message = AMessage();
        Vendor.Answers(
            Documented.Get("/messages").WithQuery(("clientId", message.Id.ToString())),
            Reply.Json(200, $$"""{"items":[{"id":"phone-9","clientId":"{{message.Id}}","status":"delivered"}]}"""));

        var found = await Line.LookUpAsync(message, Clock.GetUtcNow(), CancellationToken.None);

        found.ShouldBe(new LookupResult.Found("phone-9", DeliveryStatus.Delivered));
    }

    [Fact]
    public async Task A_message_that_is_absent_may_still_be_under_way_for_a_minute_and_not_longer()
    {
        var (message, startedAt) = (AMessage(), Clock.GetUtcNow());
        Vendor.Answers(Documented.Get("/messages").WithQuery(("clientId", message.Id.ToString())), Reply.Json(200, """{"items":[]}"""));

        (await Line.LookUpAsync(message, startedAt, CancellationToken.None)).ShouldBeOfType<LookupResult.CannotTell>();
        Clock.Advance(TimeSpan.FromSeconds(61));
        (await Line.LookUpAsync(message, startedAt, CancellationToken.None)).ShouldBeOfType<LookupResult.NeverSent>();
    }

    [Fact]
    public async Task The_question_for_the_state_tells_the_network_our_hook_under_the_name_that_sends_use()
    {
        Server.Next(new Reply.Full(204, ""), Pages.Accepts("phone-1"));

        await Gateway.GetConnectionAsync(CancellationToken.None);
        await Gateway.SendAsync(AMessage(), CancellationToken.None);

        Server.Seen[0].Path.ShouldBe("/hooks");
        ((string?)Server.Seen[0].Json["url"]).ShouldBe(HookOf("one").AbsoluteUri);
        ((string?)Server.Seen[1].Json["from"]).ShouldBe((string?)Server.Seen[0].Json["from"]);
    }

    [Fact]
    public void It_is_refused_where_private_hosts_are_closed()
    {
        var closed = new SandboxKind(new GatewayRoom(AllowPrivateHosts: false, Clock, Logs));

        var problem = closed.Validate(new GatewaySettings(Pages.Settings("https://sandbox.example", "one"))).ShouldHaveSingleItem();

        problem.Message["ru"].ShouldContain("Outbound:AllowPrivateHosts");
        problem.Message["en"].ShouldContain("Outbound:AllowPrivateHosts");
    }

    private static Reply.Full Error(int status, string code) => Reply.Json(status, $$"""{"code":"{{code}}","text":"Something."}""");
}
