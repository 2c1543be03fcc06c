using System.Net;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>Meta takes a free text only within 24 hours of the client's last message (design.md §10).</summary>
public sealed class WhatsAppWindowTests
{
    private const string Client = "375291112233";

    [Fact]
    public async Task A_free_text_after_the_window_fails_with_its_reason_and_Meta_is_not_called_while_a_template_goes()
    {
        await using var world = await StartAsync();
        world.Clock.Advance(TimeSpan.FromDays(2));
        await WriteAsync(world, Client);
        world.Clock.Advance(TimeSpan.FromHours(24));

        var free = world.Find(await world.SendAsync(Client));
        var template = world.Find(await world.SendAsync(Client, text: "[template=ru]order_ready[/template][body]1[/body][body]2[/body]"));

        (free.State, free.Reason).ShouldBe((MessageState.Failed, Reason.WindowClosed));
        template.State.ShouldBe(MessageState.Sent);
        world.Vendor.Seen.Count(request => request.Method == "POST").ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"type":"text","text":{"body":"Hello"}}""")]
    [InlineData("""{"type":"image","image":{"id":"1","mime_type":"image/jpeg"}}""")]
    public async Task Whatever_the_client_writes_opens_the_window_again(string content)
    {
        await using var world = await StartAsync();
        await WriteAsync(world, Client);
        world.Clock.Advance(TimeSpan.FromDays(2));
        (await SentAsync(world, Client)).ShouldBe(MessageState.Failed);

        await WriteAsync(world, Client, content);
        world.Clock.Advance(TimeSpan.FromHours(23.9));

        (await SentAsync(world, Client)).ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task A_line_that_never_heard_a_client_lets_Meta_decide()
    {
        await using var world = await StartAsync();
        world.Clock.Advance(TimeSpan.FromDays(2));

        (await SentAsync(world, Client)).ShouldBe(MessageState.Sent, "nobody may have set up its callbacks");
    }

    [Fact]
    public async Task A_line_of_less_than_a_day_cannot_know_what_came_before_it()
    {
        await using var world = await StartAsync();
        await WriteAsync(world, "375297654321");
        world.Clock.Advance(TimeSpan.FromHours(23));
        (await SentAsync(world, Client)).ShouldBe(MessageState.Sent);

        world.Clock.Advance(TimeSpan.FromHours(1));

        (await SentAsync(world, Client)).ShouldBe(MessageState.Failed);
    }

    [Fact]
    public async Task A_client_whom_WhatsApp_calls_by_a_shorter_number_is_known()
    {
        await using var world = await StartAsync();
        world.Clock.Advance(TimeSpan.FromDays(2));
        await WriteAsync(world, "551187654321");

        (await SentAsync(world, "5511987654321")).ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task What_one_line_heard_opens_nothing_on_another()
    {
        await using var world = await StartAsync();
        var second = await world.AddLineAsync("whatsapp-cloud", WhatsAppCloudHostTests.Settings(world.Vendor.Url, "222"));
        await world.Get<ConnectionChecks>().CheckAsync(second.Portal, second.Id, CancellationToken.None);
        await WriteAsync(world, "375297654321", number: "222");
        world.Clock.Advance(TimeSpan.FromDays(2));
        await WriteAsync(world, Client);

        world.Find(await world.SendAsync(Client)).State.ShouldBe(MessageState.Sent);
        world.Find(await world.SendAsync(Client, line: second)).Reason.ShouldBe(Reason.WindowClosed);
    }

    [Fact]
    public async Task A_message_whose_window_cannot_be_looked_up_goes_to_Meta()
    {
        await using var world = await StartAsync();
        await world.Get<Writer>().RunAsync(turn => turn.Execute("ALTER TABLE conversations RENAME TO away"));

        (await SentAsync(world, Client)).ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task Meta_s_own_refusal_has_the_same_reason()
    {
        await using var world = await StartAsync();
        world.Vendor.Usually = request => request.Method == "POST"
            ? Reply.Json(400, """{"error":{"message":"(#131047) Re-engagement message","code":131047}}""")
            : WhatsAppCloudHostTests.Answer(request, WhatsAppCloudHostTests.Approved);

        world.Find(await world.SendAsync(Client)).Reason.ShouldBe(Reason.WindowClosed);
    }

    [Fact]
    public async Task Every_gateway_keeps_who_wrote_and_when_and_what_is_old_is_forgotten()
    {
        await using var world = await StartAsync();
        var sandbox = await world.AddLineAsync("sandbox", new Dictionary<string, string> { ["baseUrl"] = world.Vendor.Url });
        var writer = world.Get<Writer>();
        await writer.RunAsync(turn =>
        {
            Conversations.Note(
                turn, sandbox.Portal, sandbox.Id, Engine.Phones.PhoneNumber.FromDigits(Client), world.Clock.GetUtcNow());
            return true;
        });
        world.Count("conversations").ShouldBe(1);
        await WriteAsync(world, Client);
        world.Count("conversations").ShouldBe(2);
        world.Count("client_replies").ShouldBe(1);

        world.Clock.Advance(Conversations.KeptFor + TimeSpan.FromSeconds(1));
        await writer.RunAsync(turn => Conversations.ForgetOld(turn, world.Clock.GetUtcNow()));
        world.Count("conversations").ShouldBe(0);
        world.Clock.Advance(ClientReplies.KeptFor - Conversations.KeptFor);
        await writer.RunAsync(turn => ClientReplies.ForgetOld(turn, world.Clock.GetUtcNow()));

        world.Count("client_replies").ShouldBe(0);
    }

    private static async Task<GatewayWorld> StartAsync()
    {
        var world = await GatewayWorld.StartAsync("whatsapp-cloud", url => WhatsAppCloudHostTests.Settings(url, "111"));
        world.Vendor.Usually = request => WhatsAppCloudHostTests.Answer(request, WhatsAppCloudHostTests.Approved);
        await world.Get<ConnectionChecks>().CheckAsync(world.Line.Portal, world.Line.Id, CancellationToken.None);
        return world;
    }

    private static async Task<MessageState> SentAsync(GatewayWorld world, string to) => world.Find(await world.SendAsync(to)).State;

    private static async Task WriteAsync(
        GatewayWorld world, string from, string content = """{"type":"text","text":{"body":"Hello"}}""", string number = "111")
    {
        var body = $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"555","changes":[{"field":"messages","value":{
              "messaging_product":"whatsapp",
              "metadata":{"display_phone_number":"375330000000","phone_number_id":"{{{number}}}"},
              "messages":[{"from":"{{{from}}}","id":"wamid.in","timestamp":"{{{world.Clock.GetUtcNow().ToUnixTimeSeconds()}}}",
                {{{content[1..]}}}]}}]}]}
            """;
        (await WhatsAppCloudHostTests.CallAsync(world, world.Line, body, "app-secret")).ShouldBe(HttpStatusCode.OK);
    }
}
