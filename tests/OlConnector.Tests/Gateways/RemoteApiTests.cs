using System.Net.Sockets;
using OlConnector.Gateways.GreenApi;
using OlConnector.Gateways.Outbound;
using OlConnector.Gateways.SmsBy;
using OlConnector.Gateways.Twilio;
using OlConnector.Gateways.Waha;
using OlConnector.Gateways.WhatsAppCloud;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>What the declared vendors' APIs put on the wire, byte for byte, and what comes back from them when there is no wire.</summary>
public sealed class RemoteApiTests : IAsyncLifetime
{
    /// <summary>Signs that mean something in an address, and one that is escaped already.</summary>
    private const string Odd = "a/b+c@d e%2F";

    private const string OddEscaped = "a%2Fb%2Bc%40d%20e%252F";

    private ScriptedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync(TimeProvider.System);
        _server.Usually = _ => Reply.Json(200, "{}");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Green_API_gets_its_token_escaped_once()
    {
        await At<IGreenApi>().GetStateInstance("1101", Odd, CancellationToken.None);
        await At<IGreenApi>().LastOutgoingMessages("1101", Odd, 1440, CancellationToken.None);

        Targets.ShouldBe(
            [$"/waInstance1101/getStateInstance/{OddEscaped}", $"/waInstance1101/lastOutgoingMessages/{OddEscaped}?minutes=1440"]);
    }

    [Fact]
    public async Task WAHA_gets_sessions_and_chats_escaped_once()
    {
        await At<IWahaApi>().GetChatMessages(Odd, "375291112233@c.us", 50, CancellationToken.None);
        await At<IWahaApi>().CheckExists("375291112233", Odd, CancellationToken.None);

        Targets.ShouldBe(
        [
            $"/api/{OddEscaped}/chats/375291112233%40c.us/messages?downloadMedia=false&limit=50",
            $"/api/contacts/check-exists?phone=375291112233&session={OddEscaped}",
        ]);
    }

    [Fact]
    public async Task Twilio_gets_ids_and_numbers_escaped_once()
    {
        await At<ITwilioApi>().FetchMessage("AC1", Odd, CancellationToken.None);
        await At<ITwilioApi>().ReadMessages("AC1", "whatsapp:+375291112233", 100, CancellationToken.None);

        Targets.ShouldBe(
        [
            $"/2010-04-01/Accounts/AC1/Messages/{OddEscaped}.json",
            "/2010-04-01/Accounts/AC1/Messages.json?To=whatsapp%3A%2B375291112233&PageSize=100",
        ]);
    }

    [Fact]
    public async Task Twilio_gets_a_form_without_what_is_absent()
    {
        await At<ITwilioApi>().CreateMessage(
            "AC1", new TwilioMessage("+375291112233", "Привет & 100%", null, "MG1", null), CancellationToken.None);

        _server.Seen[0].Body.ShouldBe("To=%2B375291112233&Body=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82+%26+100%25&MessagingServiceSid=MG1");
        _server.Seen[0].Header("Content-Type").ShouldBe("application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task Meta_gets_cursors_escaped_once_and_none_for_the_first_page()
    {
        await At<IWhatsAppCloudApi>().GetMessageTemplates("v23.0", "555", "name,status", 100, null, CancellationToken.None);
        await At<IWhatsAppCloudApi>().GetMessageTemplates("v23.0", "555", "name", 100, "QVFI/+w==", CancellationToken.None);

        Targets.ShouldBe(
        [
            "/v23.0/555/message_templates?fields=name%2Cstatus&limit=100",
            "/v23.0/555/message_templates?fields=name&limit=100&after=QVFI%2F%2Bw%3D%3D",
        ]);
    }

    [Fact]
    public async Task SMS_BY_gets_its_token_escaped_once()
    {
        await At<ISmsByApi>().CheckSms(Odd, "2197871", CancellationToken.None);

        Targets.ShouldBe([$"/checkSMS?token={OddEscaped}&sms_id=2197871"]);
    }

    [Theory]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/")]
    public async Task The_path_of_a_lines_address_stays_before_the_methods(string path)
    {
        var api = RemoteApi.At<ISmsByApi>(RemoteApi.Client(_server.Url + path, new SocketsHttpHandler()));

        await api.GetBalance("t", CancellationToken.None);

        Targets.ShouldBe(["/api/v1/getBalance?token=t"]);
    }

    [Fact]
    public async Task A_broken_connection_comes_as_the_transport_broke_it()
    {
        using var refused = RemoteApi.Client(DeadEnds.Refusing(), new SocketsHttpHandler());
        using var nowhere = RemoteApi.Client("http://gateway.invalid", new SocketsHttpHandler());

        var refusal = await Should.ThrowAsync<HttpRequestException>(
            () => RemoteApi.At<IWahaApi>(refused).GetQr("default", CancellationToken.None));
        var absence = await Should.ThrowAsync<HttpRequestException>(
            () => RemoteApi.At<IWahaApi>(nowhere).GetQr("default", CancellationToken.None));

        refusal.InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        absence.HttpRequestError.ShouldBe(HttpRequestError.NameResolutionError);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_no_exception()
    {
        _server.Next(Reply.Json(466, """{"invokeStatus":{}}"""));

        using var answer = await At<IGreenApi>().Qr("1101", "token", CancellationToken.None);

        ((int)answer.StatusCode).ShouldBe(466);
    }

    private IReadOnlyList<string> Targets => [.. _server.Seen.Select(request => request.Target)];

    private T At<T>() => RemoteApi.At<T>(RemoteApi.Client(_server.Url, new SocketsHttpHandler()));
}
