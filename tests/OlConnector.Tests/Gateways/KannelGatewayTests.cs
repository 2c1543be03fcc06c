using System.Globalization;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.Kannel;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Gateways.Support.Vendors;

namespace OlConnector.Tests.Gateways;

public sealed class KannelGatewayTests : GatewayConformance
{
    private static readonly MessageId Ours = new(Guid.Parse("0198c0de000070008000000000000001"));

    private protected override VendorPages Pages => KannelVendor.Pages;

    private protected override string IdOf(string vendors, OutboundMessage message) => message.Id.ToString();

    private protected override bool ProvesCallbacks => false;

    private protected override IEnumerable<(string Name, Reply.Full Answer, string Meaning)> Table =>
    [
        ("taken", Reply.Text(202, KannelVendor.Accepted), "accepted"),
        ("taken and queued", Reply.Text(202, "3: Queued for later delivery"), "accepted"),
        ("202 without a known word", Reply.Text(202, "7: Dreaming"), "unknown"),
        ("403", Reply.Text(403, "Authorization failed for sendsms"), "down needsLogin"),
        ("400 receiver", Reply.Text(400, "Missing receiver number, rejected"), "refused bug"),
        ("400 list", Reply.Text(400, "Number(s) has/have been denied by white- and/or black-lists."), "refused recipient"),
        ("503", Reply.Text(503, "Temporal failure, try again later."), "postponed message counted"),
        ("404", Reply.Text(404, "Error"), "down needsLogin"),
        ("500", Reply.Text(500, ""), "unknown"),
        ("502", Reply.Text(502, ""), "unknown"),
    ];

    private protected override IEnumerable<(string Name, Reply.Full Answer, LineConnection Connection)> States =>
    [
        ("good user", Reply.Text(400, "Missing receiver number, rejected"), LineConnection.Connected),
        ("bad user", Reply.Text(403, "Authorization failed for sendsms"), LineConnection.NeedsLogin),
        ("away upstream", Reply.Text(503, "Temporal failure, try again later."), LineConnection.Connecting),
        ("something else", Reply.Text(200, "hello"), LineConnection.Unknown),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call, GatewayEvent[] Events)> Genuine =>
    [
        Report(8, "ACK/", DeliveryStatus.Sent),
        Report(4, "", DeliveryStatus.Sent),
        Report(
            1, "id:100001 sub:001 dlvrd:001 submit date:2611210014 done date:2611210014 stat:DELIVRD err:000 text:Hello",
            DeliveryStatus.Delivered),
        Report(
            2, "id:100001 sub:001 dlvrd:000 stat:UNDELIV err:001 text:Hello", DeliveryStatus.Undelivered, "UNDELIV 001",
            "id:100001 sub:001 dlvrd:000 stat:UNDELIV err:001", Fault.Recipient),
        Report(2, "", DeliveryStatus.Undelivered),
        Report(
            16, "NACK/0x0000000b/Invalid Destination Address", DeliveryStatus.Undelivered, "0x0000000b",
            "NACK/0x0000000b/Invalid Destination Address", Fault.Recipient),
        ("an SMS",
            ACall([], "GET", "?from=%2B375291112233&text=%D0%A1%D1%82%D0%BE%D0%BF"),
            [new GatewayEvent.MessageReceived("375291112233", "Стоп", null)]),
        ("an SMS in UCS-2",
            ACall([], "GET", "?from=%2B375291112233&text=%04!%04%22%04%1E%04%1F&coding=2&charset=UTF-16BE"),
            [new GatewayEvent.MessageReceived("375291112233", "СТОП", null)]),
        ("an SMS that Kannel has recoded",
            ACall([], "GET", "?from=%2B375291112233&text=%D0%A1%D0%A2%D0%9E%D0%9F&coding=0&charset=UTF-8"),
            [new GatewayEvent.MessageReceived("375291112233", "СТОП", null)]),
        ("an SMS recoded to Latin-1",
            ACall([], "GET", "?from=%2B375291112233&text=Gr%F6%DFe&coding=0&charset=ISO-8859-1"),
            [new GatewayEvent.MessageReceived("375291112233", "Größe", null)]),
        ("an SMS from a number as it is dialled at home",
            ACall([], "GET", "?from=80291112233&text=stop&coding=0&charset=UTF-8"),
            [new GatewayEvent.MessageReceived("80291112233", "stop", null) { MayBeNational = true }]),
        Strange("an SMS in UCS-2 of which nothing says so", "?from=%2B375291112233&text=%04!%04%22%04%1E%04%1F"),
        Strange("an SMS that is no UTF-8", "?from=%2B375291112233&text=%D1%F2%EE%EF"),
        Strange("an SMS of 8-bit data", "?from=%2B375291112233&text=%01%02&coding=1&charset="),
        Strange("half a sign of UCS-2", "?from=%2B375291112233&text=%04!%04&coding=2"),
    ];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Forged => [];

    private protected override IEnumerable<(string Name, CallbackRequest Call)> Unreadable =>
    [
        ("nothing", ACall([], "GET")),
        ("no id", ACall([], "GET", "?type=1")),
        ("no type", ACall([], "GET", $"?m={Ours}")),
        ("a type nobody knows", ACall([], "GET", $"?m={Ours}&type=64")),
        ("a type that is no number", ACall([], "GET", $"?m={Ours}&type=%25d")),
        ("not our id", ACall([], "GET", "?m=1&type=1")),
    ];

    private protected override CallbackRequest Signed(byte[] body) => ACall(body);

    private protected override CallbackRequest Bent(CallbackRequest genuine, Random random)
    {
        var query = genuine.Query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var name = query.Keys.ElementAt(random.Next(query.Count));
        query[name] = System.Text.Encoding.UTF8.GetString(Bending.Of(System.Text.Encoding.UTF8.GetBytes(query[name]), random));
        return genuine with { Query = query };
    }

    [Theory]
    [InlineData("Hello {world}", "0")]
    [InlineData("Grüße für 5 €", "0")]
    [InlineData("Привет", "2")]
    [InlineData("Hello 👋", "2")]
    public async Task The_coding_is_chosen_by_us(string text, string coding)
    {
        Server.Next(Pages.Accepts("any"));

        await Gateway.SendAsync(AMessage(text), CancellationToken.None);

        Server.Seen[0].QueryValue("coding").ShouldBe(coding);
        Server.Seen[0].QueryValue("charset").ShouldBe("UTF-8");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task A_text_of_nothing_never_reaches_Kannel(string text)
    {
        Brief(await Gateway.SendAsync(AMessage(text), CancellationToken.None)).ShouldBe("refused message");

        Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_send_asks_for_reports_to_our_hook_with_our_id_and_Kannels_escapes()
    {
        var message = AMessage();
        Vendor.Answers(KannelVendor.Send(message, HookOf("one")), Reply.Text(202, KannelVendor.Accepted));

        (await Line.SendAsync(message, CancellationToken.None)).ShouldBe(new SendResult.Accepted(message.Id.ToString()));

        Vendor.Seen[0].RawQuery.ShouldNotBeNull()
            .ShouldContain("%25d", Case.Sensitive, "Kannel replaces its escapes after it has decoded the address");
    }

    [Fact]
    public async Task A_route_is_passed_on_and_a_line_without_a_hook_asks_for_no_reports()
    {
        var message = AMessage();
        var settings = KannelVendor.Settings(Vendor.Url);
        settings["smsc"] = "mts";
        await using var gateway = Kind.Open(new GatewaySettings(settings));
        Vendor.Answers(KannelVendor.Send(message, hook: null, ("smsc", "mts")), Reply.Text(202, KannelVendor.Accepted));

        (await gateway.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();
    }

    [Fact]
    public async Task The_question_for_the_state_cannot_send_anything()
    {
        var withoutRecipient = Documented.Get("/cgi-bin/sendsms").WithQuery(("username", "ol"), ("password", "pass&word of+one"));
        Vendor.Answers(withoutRecipient, Reply.Text(400, "Missing receiver number, rejected"));

        (await Line.GetConnectionAsync(CancellationToken.None)).Connection.ShouldBe(LineConnection.Connected);
    }

    private static (string, CallbackRequest, GatewayEvent[]) Report(
        int type, string reply, DeliveryStatus status, string? code = null, string? text = null, Fault? fault = null) =>
        (string.Create(CultureInfo.InvariantCulture, $"type {type}"),
            ACall(
                [], "GET",
                string.Create(CultureInfo.InvariantCulture, $"?m={Ours}&type={type}&reply={Uri.EscapeDataString(reply)}&smsid=100001")),
            [new GatewayEvent.StatusReported(Ours.ToString(), Ours, status, Code: code, Text: text) { Fault = fault }]);

    private static (string, CallbackRequest, GatewayEvent[]) Strange(string name, string query) => (name, ACall([], "GET", query),
    [
        new GatewayEvent.MessageReceived("375291112233", null, null),
        new GatewayEvent.NotUnderstood("A client's SMS whose text cannot be read. Let the get-url end with &coding=%c&charset=%C."),
    ]);
}
